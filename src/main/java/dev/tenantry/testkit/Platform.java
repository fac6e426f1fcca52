package dev.tenantry.testkit;

import dev.tenantry.client.TenantQuery;
import dev.tenantry.client.TenantsClient;
import dev.tenantry.client.TenantsException;
import org.keycloak.admin.client.Keycloak;

/** A Keycloak server, and a user of its realm master who can provision tenants. */
final class Platform implements Closing {

    private final String url;
    private final Keycloak keycloak;
    private final Runnable end;

    /** @param end stops everything that the test kit has started for the server */
    Platform(String address, String username, String password, Runnable end) {
        this.url = address.replaceFirst("/+$", "");
        this.keycloak = Keycloak.getInstance(url, "master", username, password, "admin-cli");
        this.end = end;
    }

    /**
     * Checks that the server has Tenantry's API, so that a test run without this API fails early.
     *
     * @throws IllegalStateException if the server does not have Tenantry's API
     */
    Platform requiringTenants() {
        try {
            tenants().count(TenantQuery.ALL);
            return this;
        } catch (TenantsException refused) {
            close();
            if (refused.status() == 404) {
                throw new IllegalStateException("There is no tenants API at " + url
                        + ". Check that this is a Keycloak with the extension.", refused);
            }
            throw refused;
        }
    }

    String url() {
        return url;
    }

    TenantsClient tenants() {
        return TenantsClient.of(keycloak, url);
    }

    String adminToken() {
        return keycloak.tokenManager().getAccessTokenString();
    }

    @Override
    public void close() {
        keycloak.close();
        end.run();
    }
}
