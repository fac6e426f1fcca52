package dev.tenantry.client;

/**
 * A mismatch between registry, schemas and realms, such as a missing schema.
 *
 * @param kind the kind of mismatch, such as SCHEMA_MISSING
 * @param subject the name of the tenant; if the mismatch concerns no tenant, the name of the schema, realm or database
 * @param database the name of the affected database; null if no database is affected
 * @param detail a description of the mismatch
 * @param fix a description of what {@link TenantsClient#fix} would do about this finding
 * @param next the next step for the operator: a command of Tenantry's CLI, or a sentence if a command alone does not
 *     help
 */
public record Finding(String kind, String subject, String database, String detail, String fix, String next) {}
