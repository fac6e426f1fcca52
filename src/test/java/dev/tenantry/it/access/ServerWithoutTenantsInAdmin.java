package dev.tenantry.it.access;

import dev.tenantry.support.keycloak.KeycloakUnderTest;

/** A server whose option keeps the roles over tenants out of master's {@code admin}, and where anybody may sign up. */
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
