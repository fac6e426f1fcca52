package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.TcpForwarder;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keycloak loses the connection to its own database while PostgreSQL commits the realm of a new tenant. */
@Timeout(300)
@Tag("long")
final class LostCommitIT {

    private static final String DATABASE = "lost_commit";
    private static final TcpForwarder NETWORK = TcpForwarder.to(Postgres.shared().port());

    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another(DATABASE, settings ->
            settings.withOption("db-url", "jdbc:postgresql://localhost:" + NETWORK.port() + "/" + DATABASE));

    private final TestTenants tenants = new TestTenants(KEYCLOAK);
    private final String name = TestTenants.newName();
    private final Traces traces = new Traces(KEYCLOAK, name);

    @AfterAll
    static void stop() {
        KEYCLOAK.server().stop();
        NETWORK.close();
    }

    @AfterEach
    void disarm() {
        Fault.disarm(KEYCLOAK.database());
    }

    @Test
    void aTenantBecomesActiveIfItsRealmIsCommittedAfterTheConnectionIsCut() {
        FaultLock commit = Fault.COMMIT_OF_REALM.hold(KEYCLOAK.database());
        Answer answer = provisionAndCutDuring(commit);

        assertThat(answer.status()).as(answer.body()).isIn(500, 503);
        assertThat(traces.state()).isEqualTo("PROVISIONING");
        commit.close(); // PostgreSQL now commits the realm, although the connection is cut

        Eventually.holds("the tenant is in service", () -> traces.state().equals("ACTIVE"));
        Realm realm = new Realm(KEYCLOAK.server().url(), name);
        Eventually.holds("the first user can sign in",
                () -> realm.passwordGrant("admin-cli", "ada", "lovelace-1815").status() == 200);
    }

    @Test
    void aTenantWhoseRealmIsNotCommittedIsRemoved() {
        FaultLock commit = Fault.COMMIT_OF_REALM.hold(KEYCLOAK.database());
        provisionAndCutDuring(commit);

        commit.endThoseWhoWait();

        Eventually.holds("the tenant is removed", traces::areNone);
        Fault.disarm(KEYCLOAK.database());
        Eventually.holds("the name is free", () -> provision().status() == 201);
    }

    private Answer provisionAndCutDuring(FaultLock commit) {
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(this::provision);
        Eventually.holds("the realm is being committed", commit::isAwaited);
        NETWORK.cut();
        return answer.join();
    }

    private Answer provision() {
        return tenants.provision(TestTenants.request(name, "ada", "lovelace-1815"));
    }
}
