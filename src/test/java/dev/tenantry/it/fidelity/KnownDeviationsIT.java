package dev.tenantry.it.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The known differences between the answers of a tenant's realm and of a standard realm. docs/start/limitations.md
 * lists each difference. If a difference no longer exists, its test fails, so that the list gets shorter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share the two realms
@Tag("main")
final class KnownDeviationsIT {

    private final TestRealm standard = peopled(RealmKind.STANDARD);
    private final TestRealm tenant = peopled(RealmKind.TENANT);

    @Test
    void anImportedUsersIdGetsThePrefixOfTheTenantsComponent() {
        for (TestRealm realm : List.of(standard, tenant)) {
            assertThat(realm.post("/partialImport", Map.of("users", List.of(
                    Map.of("id", realm.name() + "-joan", "username", "joan")))).status()).isEqualTo(200);
        }
        assertThat(standard.get("/users/" + standard.name() + "-joan").status()).isEqualTo(200);
        assertThat(tenant.get("/users?exact=true&username=joan").json().at("/0/id").asText())
                .matches("f:[0-9a-f-]{36}:" + tenant.name() + "-joan");
    }

    @Test
    void percentAndUnderscoreInASingleFieldAreNoWildcards() {
        for (String field : List.of("username", "email", "firstName", "lastName")) {
            for (String wildcard : List.of("%25", "_", "_%25_")) {
                String query = field + "=" + wildcard;
                assertThat(count(standard, query)).as(query).isPositive();
                assertThat(count(tenant, query)).as(query).isZero();
            }
        }
        for (TestRealm realm : List.of(standard, tenant)) {
            assertThat(count(realm, "search=%25")).isZero();
        }
    }

    private static TestRealm peopled(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        assertThat(realm.post("/users", Person.named("mary", "Mary", "Jackson").fields()).status()).isEqualTo(201);
        return realm;
    }

    private static int count(TestRealm realm, String query) {
        return realm.get("/users?" + query).json().size();
    }
}
