package dev.tenantry.realm;

import dev.tenantry.tenant.Reconciler;
import org.keycloak.models.KeycloakSession;
import org.keycloak.timer.ScheduledTask;

/** Runs the reconciler from time to time. The class's name is the key of its lock among servers. */
final class ReconcileTenants implements ScheduledTask {

    private final Reconciler reconciler;

    ReconcileTenants(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void run(KeycloakSession session) {
        reconciler.run();
    }
}
