package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests a server that starts for the first time while another server starts for the first time. */
@Tag("long")
final class SimultaneousStartIT {

    private static final Duration START = Duration.ofMinutes(2);

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();

    @AfterEach
    void startForOtherTests() {
        if (!keycloak.server().isAlive()) {
            keycloak.server().start();
        }
    }

    /** The test stands for the other server: it has created the role, and commits when this server waits. */
    @Test
    void aServerStartsEvenIfAnotherServerCreatesTheRolesOfMasterFirst() throws SQLException {
        keycloak.server().stop();
        keycloak.database().execute("update keycloak_role set name = 'removed' where name = 'view-tenants'");
        CompletableFuture<Void> start;
        try (Connection other = keycloak.database().connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update keycloak_role set name = 'view-tenants' where name = 'removed'");
            start = CompletableFuture.runAsync(() -> keycloak.server().start());
            Eventually.holdsWithin(START, "the server waits for the other server's role",
                    () -> start.isDone() || isWaiting());
            assertThat(isWaiting()).isTrue();
            other.commit();
        }

        start.join();

        assertThat(keycloak.database().rows("select 1 from keycloak_role where name = 'view-tenants'")).hasSize(1);
        assertThat(keycloak.admin().get("/master/tenants/count").status()).isEqualTo(200);
    }

    private boolean isWaiting() {
        return !keycloak.database().rows("""
                select 1 from pg_stat_activity where wait_event_type = 'Lock'
                and query ilike 'insert into keycloak_role%' and datname = current_database()""").isEmpty();
    }
}
