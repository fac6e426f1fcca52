package dev.tenantry.client;

/**
 * Something that does not fit together between registry, schemas and realms.
 *
 * @param kind such as SCHEMA_MISSING
 * @param subject the name of the tenant, or of what no tenant has
 * @param database null where none has to do with it
 * @param detail what was seen
 * @param fix what its fix would do
 * @param next what to do now: a command of the command line, or a sentence if a command alone does not help
 */
public record Finding(String kind, String subject, String database, String detail, String fix, String next) {}
