package dev.tenantry.keycloak.provisioning;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSessionFactory;

/** The one provisioner of a server, once the server has started. Thread-safe. */
public final class ServerProvisioner {

    private static final Map<KeycloakSessionFactory, TenantProvisioner> STARTED = new ConcurrentHashMap<>();

    private ServerProvisioner() {}

    /** Sets the provisioner of the server; to be called while the server starts. */
    public static void set(KeycloakSessionFactory factory, TenantProvisioner provisioner) {
        STARTED.put(factory, provisioner);
    }

    /** @throws IllegalStateException before the server has started */
    public static TenantProvisioner of(KeycloakSessionFactory factory) {
        TenantProvisioner provisioner = STARTED.get(factory);
        if (provisioner == null) {
            throw new IllegalStateException("The server has not started yet");
        }
        return provisioner;
    }
}
