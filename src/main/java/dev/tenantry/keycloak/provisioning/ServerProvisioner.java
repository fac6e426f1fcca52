package dev.tenantry.keycloak.provisioning;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSessionFactory;

/** Holds the server's only provisioner, from the server's start on. Thread-safe. */
public final class ServerProvisioner {

    private static final Map<KeycloakSessionFactory, TenantProvisioner> STARTED = new ConcurrentHashMap<>();

    private ServerProvisioner() {}

    /** Sets the server's provisioner. Called while the server starts. */
    public static void set(KeycloakSessionFactory factory, TenantProvisioner provisioner) {
        STARTED.put(factory, provisioner);
    }

    /** @throws IllegalStateException if the server has not started yet */
    public static TenantProvisioner of(KeycloakSessionFactory factory) {
        TenantProvisioner provisioner = STARTED.get(factory);
        if (provisioner == null) {
            throw new IllegalStateException("The server has not started yet");
        }
        return provisioner;
    }
}
