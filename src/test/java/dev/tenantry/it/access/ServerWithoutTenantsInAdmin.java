package dev.tenantry.it.access;

import dev.tenantry.support.keycloak.KeycloakUnderTest;

/** A server on which master's role {@code admin} does not include the roles over tenants, and sign-up is enabled. */
final class ServerWithoutTenantsInAdmin {

    private static KeycloakUnderTest started;

    private ServerWithoutTenantsInAdmin() {}

    static synchronized KeycloakUnderTest get() {
        if (started == null) {
            started = KeycloakUnderTest.another("access", settings -> settings
                    .withOption("spi-tenants--default--admin-role-includes-tenants", "false")
                    .withOption("hostname", "localhost")
                    .withOption("proxy-headers", "xforwarded")
                    .withOption("spi-tenants--default--sign-up", "true"));
        }
        return started;
    }
}
