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
 * The check "tenant store" in {@code /health/ready}: UP if the main database, which has the registry, answers.
 *
 * <p>If the main database is unavailable, this server is not ready, although standard realms would still work. Keycloak
 * treats its own database so too (KeycloakReadyHealthCheck, 26.7). Every login of a tenant would be a 503 here, and a
 * load balancer can choose a server that still reaches the database. No server is restarted for it, since liveness does
 * not use this check. A pool without a free connection for as long as requests wait counts as unavailable.
 *
 * <p>For further databases the check only reports the result of their last probe, and stays UP without them: otherwise
 * one unavailable database would affect the tenants of all others.
 *
 * <p>Takes one connection for one round trip, for all tenants. The waits for the connection and the answer are limited,
 * and Keycloak runs each check on a worker thread, so that other checks do not wait. If Keycloak's health option is
 * off, this class is never created. Thread-safe.
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
        // Before bootstrap has completed, another thread still creates the factories.
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
