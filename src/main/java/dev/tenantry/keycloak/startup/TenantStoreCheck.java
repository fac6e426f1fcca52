package dev.tenantry.keycloak.startup;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.TenantsProviderFactory;
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
 * The check "tenant store" in {@code /health/ready}: UP if the main database, which holds the registry, answers.
 *
 * <p>If the main database is unavailable, this server is not ready, although standard realms would still work. Keycloak
 * also reports a server as not ready if Keycloak's own database is unavailable (KeycloakReadyHealthCheck, 26.7). On a
 * server that can't reach the main database, every login of a tenant's user would fail with a 503, but a load balancer
 * can choose a server that still reaches the database. A failed check does not restart a server, since liveness does
 * not use this check. If no connection of the pool becomes free within the time that requests wait, the database counts
 * as unavailable.
 *
 * <p>For each further database, the check reports the result of the last probe, but stays UP even if the database is
 * unavailable. Otherwise one unavailable database would affect the tenants of all other databases.
 *
 * <p>One check needs one connection for one round trip, whatever the number of tenants. The waits for the connection
 * and for the answer have time limits. Other health checks do not wait for this check, because Keycloak runs each check
 * on a worker thread. If Keycloak's health option is off, this class is never created. Thread-safe.
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
        // Until the bootstrap has completed, the check reports DOWN, because another thread is still creating the
        // factories.
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
