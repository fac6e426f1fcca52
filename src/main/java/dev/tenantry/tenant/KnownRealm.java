package dev.tenantry.tenant;

/** A tenant's realm as a server knows it, which may be out of date. */
public record KnownRealm(String id, String name) {}
