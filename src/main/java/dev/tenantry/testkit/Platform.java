package dev.tenantry.testkit;

import dev.tenantry.client.TenantQuery;
import dev.tenantry.client.TenantsClient;
import dev.tenantry.client.TenantsException;
import org.keycloak.admin.client.Keycloak;

/** A server, and somebody of realm master who makes its tenants. */
final class Platform implements Closing {

    private final String url;
    private final Keycloak keycloak;
    private final Runnable end;

    /** @param end of whatever was started for it */
    Platform(String address, String username, String password, Runnable end) {
        this.url = address.replaceFirst("/+$", "");
        this.keycloak = Keycloak.getInstance(url, "master", username, password, "admin-cli");
        this.end = end;
    }

    /**
     * Says so at once, and not with each test.
     *
     * @throws IllegalStateException where there is no such API
     */
    Platform requiringTenants() {
        try {
            tenants().count(TenantQuery.ALL);
            return this;
        } catch (TenantsException refused) {
            close();
            if (refused.status() == 404) {
                throw new IllegalStateException("There are no tenants at " + url
                        + ": is that the address of a Keycloak that has the extension?", refused);
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
