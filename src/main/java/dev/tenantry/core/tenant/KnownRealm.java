package dev.tenantry.core.tenant;

/** A tenant's realm, from this server's cache. The name may be stale. */
public record KnownRealm(String id, String name) {}
