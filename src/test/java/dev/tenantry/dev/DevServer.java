package dev.tenantry.dev;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.FreePort;
import dev.tenantry.support.process.OnExit;
import dev.tenantry.support.process.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs PostgreSQL, Keycloak with this extension and a demo tenant until Ctrl-C, then stops both. Every run begins with
 * empty databases. Exits with 1 if something does not start or if Keycloak ends by itself.
 */
public final class DevServer {

    private static final int USUAL_PORT = 8080;

    private DevServer() {
    }

    public static void main(String[] arguments) {
        try {
            run(new Progress());
        } catch (RuntimeException failure) {
            if (!OnExit.isUnderWay()) {
                System.err.println(failure.getMessage());
            }
            // If the JVM is already shutting down, exit() waits here. Otherwise Maven would close our class loader
            // meanwhile.
            System.exit(1);
        }
    }

    private static void run(Progress progress) {
        Path home = Distribution.home();
        progress.accept("starting PostgreSQL …");
        TestDatabase database = Postgres.start(null, 0).createDatabase("keycloak");

        Path log = home.resolveSibling("run").resolve("keycloak.log");
        int port = FreePort.preferably(USUAL_PORT);
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(Distribution.jar()), database)
                .withHttpPort(port)
                .withOption("hostname", "http://localhost:" + port)
                .withOption("spi-tenants--default--sign-up", "true")
                .withOption("spi-tenants--default--find-tenant", "true")
                .withLog(log);
        KeycloakServer server = new KeycloakServer(settings, progress);
        progress.accept("Keycloak writes its log to " + log);
        server.build();
        server.start();

        progress.accept("provisioning the tenant " + DemoTenant.NAME + " …");
        AdminApi master = new AdminApi(server.url(), "master", KeycloakServer.ADMIN_USERNAME,
                KeycloakServer.ADMIN_PASSWORD);
        Realm tenant = DemoTenant.provision(server.url(), master);
        progress.accept("done");
        System.out.println(summary(server, tenant, database));
        server.awaitEnd();
        throw new IllegalStateException("Keycloak ended by itself:\n" + server.logTail());
    }

    private static String summary(KeycloakServer server, Realm tenant, TestDatabase database) {
        return """

                Admin console    %s/admin/   (%s / %s)
                Tenants console  %s/realms/master/tenants/console   (admin / admin)
                Tenant issuer    %s
                Account console  %s/account   (%s / %s)
                Sign-up          %s/realms/master/tenants/sign-up
                Database         %s   (user %s, no password)
                Metrics, health  %s/metrics, /health

                A token of the tenant's user:
                  curl -d grant_type=password -d client_id=admin-cli -d username=%s -d password=%s \\
                    %s/protocol/openid-connect/token

                Ctrl-C stops everything.
                """.formatted(
                server.url(), KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD,
                server.url(),
                tenant.issuer(),
                tenant.issuer(), DemoTenant.USERNAME, DemoTenant.PASSWORD,
                server.url(),
                database.url(), database.username(),
                server.managementUrl(),
                DemoTenant.USERNAME, DemoTenant.PASSWORD,
                tenant.issuer());
    }
}
