package dev.tenantry.sample;

/** Keycloak has no such tenant, or not now. */
final class UnknownTenantException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownTenantException(String name) {
        super("No tenant " + name);
    }
}
