package dev.tenantry.client;

/**
 * Something that does not fit together between registry, schemas and realms.
 *
 * @param kind such as SCHEMA_MISSING
 * @param subject the name of the tenant, or of what no tenant has
 * @param database null where none has to do with it
 * @param detail what was seen
 * @param fix what its fix would do
 */
public record Finding(String kind, String subject, String database, String detail, String fix) {}
