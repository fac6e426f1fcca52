package dev.tenantry.core.tenant;

/** A tenant's realm as a server has it cached, which may be stale. */
public record KnownRealm(String id, String name) {}
