package dev.tenantry.client;

/**
 * A mismatch between registry, schemas and realms.
 *
 * @param kind such as SCHEMA_MISSING
 * @param subject the name of the tenant, or of an object without a tenant
 * @param database null if no database is involved
 * @param detail the observed mismatch
 * @param fix the effect of its fix
 * @param next the next step: a command of the command line, or a sentence if a command alone does not help
 */
public record Finding(String kind, String subject, String database, String detail, String fix, String next) {}
