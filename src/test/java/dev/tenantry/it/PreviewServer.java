package dev.tenantry.it;

import dev.tenantry.support.keycloak.KeycloakUnderTest;

/**
 * A server with Keycloak's SCIM API, verifiable credentials, and {@link CountingCondition}. Its workflows look for due
 * steps every second.
 */
public final class PreviewServer {

    private static KeycloakUnderTest started;

    private PreviewServer() {}

    public static synchronized KeycloakUnderTest get() {
        if (started == null) {
            started = KeycloakUnderTest.another("preview", settings -> settings
                    .withProvider(CountingCondition.jar(settings.home()))
                    .withBuildOption("features", "oid4vc-vci,scim-api")
                    .withOption("spi-events-listener--workflow-event-listener--step-runner-task-interval", "1s"));
        }
        return started;
    }
}
