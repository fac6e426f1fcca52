package dev.tenantry.sample;

import java.net.URI;
import java.util.Map;

/**
 * Where the application and its Keycloak are.
 *
 * @param port where the application listens
 * @param address what browsers know it by, without a path; tenants are below it, or at sub-domains of it
 * @param keycloak what browsers know Keycloak by, which is also what its issuers begin with
 * @param backChannel where the application itself reaches Keycloak
 * @param clientId its name in every tenant's realm
 */
public record Settings(int port, URI address, URI keycloak, URI backChannel, String clientId) {

    static Settings from(Map<String, String> environment) {
        int port = Integer.parseInt(environment.getOrDefault("PORT", "9090"));
        String keycloak = environment.getOrDefault("KEYCLOAK_URL", "http://localhost:8080");
        return new Settings(
                port,
                URI.create(environment.getOrDefault("ADDRESS", "http://localhost:" + port)),
                URI.create(keycloak),
                URI.create(environment.getOrDefault("KEYCLOAK_BACK_CHANNEL", keycloak)),
                environment.getOrDefault("CLIENT_ID", "sample"));
    }
}
