package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.RawRequest;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that stops reading a download, or stops sending an upload, does not block other requests. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("long")
final class StalledClientsIT {

    private static final String PASSWORD = "acme-secret-1";

    /** Enough lines for an import to lock the tables of a new tenant exclusively. */
    private static final int LINES = 3_000;

    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another("stalled-clients", settings -> settings
            .withOption("spi-tenants--default--db-lock-timeout", "2000")
            .withOption("spi-tenants--default--download-timeout", "6"));
    private static final TestTenants TENANTS = new TestTenants(KEYCLOAK);

    private final TestTenant acme = TENANTS.provision("ada", PASSWORD);
    private final TestTenant globex = TENANTS.provision("ada", PASSWORD);

    @AfterAll
    static void stop() {
        KEYCLOAK.server().stop();
    }

    private static String token() {
        return new Realm(KEYCLOAK.server().url(), "master")
                .passwordGrant("admin-cli", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD)
                .json().get("access_token").asText();
    }

    private static String address(TestTenant tenant, String path) {
        return KEYCLOAK.server().url() + "/admin/realms" + TestTenants.PATH + "/" + tenant.name() + "/users/" + path;
    }

    private static boolean isGone(TestTenant tenant) {
        return KEYCLOAK.database().rows("select 1 from tenantry.tenant where realm_id = ?", tenant.id()).isEmpty()
                && KEYCLOAK.database().rows("select 1 from pg_namespace where nspname = ?", tenant.schema()).isEmpty();
    }

    private static long snapshots() {
        return KEYCLOAK.database().<Long>value("""
                select count(*) from pg_stat_activity where datname = current_database()
                  and application_name = 'tenantry' and state = 'idle in transaction'
                  and xact_start < now() - interval '2 seconds'""");
    }

    /** Adds far more users than the buffers between server and client can hold. */
    private static void addManyUsers(TestTenant tenant) {
        KEYCLOAK.database().execute("""
                insert into %s.users (id, username, first_name, last_name, email_shared, email_verified, enabled, not_before)
                select 'user-' || n, 'user-' || n, repeat('x', 250), repeat('y', 250), false, false, true, 0
                from generate_series(1, 60000) n""".formatted(tenant.schema()));
    }

    @Test
    void aDownloadWhoseReaderStopsDelaysOnlyItsOwnTenantsDrop() {
        addManyUsers(acme);
        try (RawRequest download = RawRequest.begin("GET", address(acme, "export"), token(), "")) {
            assertThat(download.read(500)).contains("200 OK");
            Eventually.holds("the download's snapshot is open", () -> snapshots() > 0);

            assertThat(TestTenants.drop(KEYCLOAK.admin(), acme.name()).status()).isEqualTo(204);
            assertThat(TestTenants.drop(KEYCLOAK.admin(), globex.name()).status()).isEqualTo(204);
            assertThat(isGone(globex)).isTrue();

            Eventually.holds("the snapshot has ended", () -> snapshots() == 0);
            Eventually.holds("the tenant is gone", () -> isGone(acme));
        }
        assertThat(KEYCLOAK.server().log()).contains(
                "A download of tenant " + acme.name() + " broke off", "has read no data for 6 s");
    }

    @Test
    void anAtomicImportWhoseSenderStopsLocksNothingUntilAllLinesHaveArrived() {
        try (RawRequest upload = RawRequest.begin("POST", address(acme, "import"), token(),
                "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n")) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                lines.append("{\"username\": \"user-").append(i).append("\", \"enabled\": true}\n");
            }
            upload.chunk(lines.toString());
            long end = System.nanoTime() + 3_000_000_000L; // enough to read the lines sent so far
            Eventually.holds("some time has passed", () -> System.nanoTime() > end);

            acme.addUser("grace", PASSWORD);
            assertThat(acme.signIn("grace", PASSWORD).status()).isEqualTo(200);
            assertThat(snapshots()).as("transactions that wait for the sender").isZero();

            upload.chunk("{\"username\": \"last\", \"enabled\": true}\n");
            upload.chunk("");
            assertThat(upload.read(20)).contains("200 OK");
            Answer last = acme.get("/users?username=last&exact=true");
            Eventually.holds("all users are imported", () -> acme.count("users", "username like 'user-%'") == LINES);
            assertThat(last.json()).hasSize(1);
        }
        assertThat(globex.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }
}
