package dev.tenantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Each isolation check fails if there is no isolation. IsolationIT shows that all checks pass for two separate tenants.
 */
final class IsolationChecksIT {

    private static final int PAIRS = 16;
    private static final String API = "The tenants' API is not for a tenant's administrator";
    private static final String BINDING = "What binds a realm to its schema is out of its administrator's sight";
    private static final String LIST = "An administrator does not list the other tenant's users";
    private static final Set<String> OTHERS = Set.of(API, BINDING);

    @RegisterExtension
    static final TenantryKeycloak keycloak = TenantryKeycloak.running(
            URI.create(KeycloakUnderTest.shared().server().url()),
            KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);

    @Test
    void checksThatCompareTwoTenantsFailForATenantAndItself(TestTenant acme) {
        Map<String, Throwable> outcomes = outcomes(acme, acme, check -> true);

        assertThat(outcomes).hasSize(PAIRS + OTHERS.size());
        assertThat(outcomes.entrySet()).filteredOn(outcome -> OTHERS.contains(outcome.getKey()))
                .hasSize(OTHERS.size())
                .allSatisfy(outcome -> assertThat(outcome.getValue()).isNull());
        assertThat(outcomes.entrySet()).filteredOn(outcome -> !OTHERS.contains(outcome.getKey()))
                .allSatisfy(outcome -> assertThat(outcome.getValue())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageStartingWith("It was accepted: ")
                        .hasMessageNotContainingAny(acme.administrator().password(), acme.clientSecret()));
    }

    /** The administrator of realm master has a right to all tenants and is a user in Keycloak's own tables. */
    @Test
    void theOtherChecksFailForRealmMaster(TestTenant acme) {
        TestTenant master = master(acme.platform());
        Map<String, Throwable> outcomes = outcomes(acme, master, Set.of(API, BINDING, LIST)::contains);
        master.close();

        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(API)).hasMessageStartingWith("It was accepted: the API to the administrator of master");
        assertThat(outcomes.get(BINDING)).hasMessageStartingWith("master is no tenant");
        assertThat(outcomes.get(LIST)).hasMessageStartingWith("It was accepted: what master has, at " + acme.name());
    }

    /** A refusal by the other tenant proves nothing if the user's own tenant refuses too. */
    @Test
    void checksFailForATenantWhoseAdministratorCannotSignIn(TestTenant acme, TestTenant globex) {
        UserRepresentation ada = globex.realm().users().get(globex.administrator().id()).toRepresentation();
        ada.setEnabled(false);
        globex.realm().users().get(ada.getId()).update(ada);

        Map<String, Throwable> outcomes = outcomes(globex, acme,
                check -> check.contains("user's password") || check.contains("code of a login"));

        assertThat(outcomes.get("A user's password is refused by the other tenant"))
                .hasMessageStartingWith("The check proves nothing, because this was refused too: ");
        assertThat(outcomes.get("A code of a login is not exchanged by the other tenant"))
                .hasMessageStartingWith("The login form of " + globex.name() + " led to no login");
    }

    private static TestTenant master(Platform platform) {
        String id = KeycloakUnderTest.shared().admin().get("/master/users?username=admin&exact=true").json()
                .get(0).get("id").asText();
        return new TestTenant(platform, "master", platform.url() + "/realms/master",
                new TestUser(id, KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD), Secrets.password());
    }

    /** The failure of each check, by the name of the check; null if the check passed. */
    private static Map<String, Throwable> outcomes(TestTenant one, TestTenant other, Predicate<String> which) {
        Map<String, Throwable> outcomes = new TreeMap<>();
        IsolationChecks.between(one, other).filter(check -> which.test(check.getDisplayName())).forEach(check ->
                outcomes.put(check.getDisplayName(), catchThrowable(check.getExecutable()::execute)));
        return outcomes;
    }
}
