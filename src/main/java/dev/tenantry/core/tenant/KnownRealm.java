package dev.tenantry.core.tenant;

/** A tenant's realm, as this server has cached the realm. The cached name may be stale. */
public record KnownRealm(String id, String name) {}
