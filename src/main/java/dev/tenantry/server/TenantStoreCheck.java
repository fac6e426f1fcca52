package dev.tenantry.server;

import dev.tenantry.db.DatabaseException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.keycloak.quarkus.runtime.integration.QuarkusKeycloakSessionFactory;

/**
 * The part of {@code /health/ready} that is named "tenant store": UP where the main one of the tenants' databases
 * answers, which has the registry.
 *
 * <p>Where it does not, this server is not ready, although its other realms would still work: that is how Keycloak
 * treats its own database (KeycloakReadyHealthCheck, 26.7), here every login of a tenant would be a 503, and a load
 * balancer that knows can go to a server which still reaches it. Nobody restarts a server for it, since liveness does
 * not ask. A pool that has had no connection to give for as long as requests wait is the same outage to them.
 *
 * <p>Of the others it says whether they answered when last asked, and is UP without them: a server that goes out of
 * service because of one of them is missed by the tenants of all others.
 *
 * <p>One connection for all tenants, for one round trip; the wait for it and for the answer is limited, and Keycloak
 * runs each check on a worker thread, so that the others do not wait. Where Keycloak's health is off, nobody makes this
 * class. Thread-safe.
 */
@Readiness
@Singleton
final class TenantStoreCheck implements HealthCheck {

    static final String NAME = "tenant store";

    private static final Logger LOG = Logger.getLogger(TenantStoreCheck.class);

    private final QuarkusKeycloakSessionFactory keycloak;
    private final AtomicBoolean wasUp = new AtomicBoolean(true);

    @Inject
    TenantStoreCheck(QuarkusKeycloakSessionFactory keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public HealthCheckResponse call() {
        // Before that, the factories are still being made, by another thread.
        boolean isUp = keycloak.isBootstrapCompleted() && answers();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(isUp);
        if (keycloak.isBootstrapCompleted()) {
            tenants().furtherAnswering().forEach((name, answers) -> response.withData(name, answers ? "UP" : "DOWN"));
        }
        return response.build();
    }

    private TenantsProviderFactory tenants() {
        return (TenantsProviderFactory) keycloak.getProviderFactory(TenantsProvider.class);
    }

    private boolean answers() {
        try {
            tenants().ping();
            if (!wasUp.getAndSet(true)) {
                LOG.info("The tenant database is available again: this server is ready");
            }
            return true;
        } catch (DatabaseException failure) {
            if (wasUp.getAndSet(false)) {
                LOG.warn("The tenant database is unavailable: this server is not ready", failure);
            }
            return false;
        }
    }
}
