package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several requests provision tenants at the same time. */
@Tag("containers")
final class SimultaneousProvisioningIT {

    private static final int MANY = 24;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);

    @Test
    void ofTwoRequestsForOneNameOneSucceedsAndOneIsAConflict() throws Exception {
        for (int round = 0; round < 3; round++) {
            String name = TestTenants.newName();

            List<Answer> answers = atOnce(List.of(
                    () -> tenants.provision(TestTenants.request(name, "ada", "first-secret-1")),
                    () -> tenants.provision(TestTenants.request(name, "grace", "second-secret-2"))));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
            boolean firstWon = answers.get(0).status() == 201;
            Realm realm = new Realm(keycloak.server().url(), name);
            assertThat(realm.passwordGrant("admin-cli", "ada", "first-secret-1").status())
                    .isEqualTo(firstWon ? 200 : 400);
            assertThat(realm.passwordGrant("admin-cli", "grace", "second-secret-2").status())
                    .isEqualTo(firstWon ? 400 : 200);
            assertThat(keycloak.admin().get(TestTenants.PATH + "/count?search=" + name).body()).isEqualTo("1");
        }
    }

    @Test
    void requestsForDifferentNamesDoNotDisturbEachOther() throws Exception {
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            requests.add(() -> tenants.provision(TestTenants.request(TestTenants.newName(), "ada", "lovelace-1815")));
        }

        assertThat(atOnce(requests)).extracting(Answer::status).containsOnly(201);
    }

    /** The number of requests is higher than the number of connections in the pool. */
    @Test
    void manySimultaneousRequestsSucceedAndAnotherTenantsLoginsDoToo() throws Exception {
        TestTenant acme = tenants.provision("ada", "acme-secret-1");
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            requests.add(() -> tenants.provision(TestTenants.request(TestTenants.newName(), "ada", "lovelace-1815")));
        }
        CompletableFuture<List<Answer>> provisionings = CompletableFuture.supplyAsync(() -> {
            try {
                return atOnce(requests);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        List<Integer> logins = new ArrayList<>();
        for (int i = 0; i < MANY || !provisionings.isDone() && i < 10 * MANY; i++) {
            String name = "grace-" + i; // a new user is in no cache
            acme.addUser(name, "acme-secret-2");
            logins.add(acme.signIn(name, "acme-secret-2").status());
        }

        assertThat(provisionings.get()).extracting(Answer::status).containsOnly(201);
        assertThat(logins).containsOnly(200);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(requests.size());
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdown();
        }
    }
}
