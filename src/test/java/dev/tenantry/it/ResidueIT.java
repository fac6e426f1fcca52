package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.LoginBrowser;
import dev.tenantry.support.TestTenant;
import dev.tenantry.support.TestTenants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keycloak's own tables hold nothing of a tenant's users. */
final class ResidueIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @Test
    void provisioningAndLoginLeaveNoRowOfTheTenantInKeycloaksUserTables() {
        TestTenant acme = new TestTenants(keycloak).provision("ada", "lovelace-1815");
        acme.signIn("ada", "lovelace-1815");
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);
        browser.submit("ada", "lovelace-1815");

        assertThat(rows("user_entity", "realm_id = ?", acme.id())).isZero();
        assertThat(rows("credential", "user_id in (select id from user_entity where realm_id = ?)", acme.id()))
                .isZero();
        assertThat(rows("credential", "user_id = ?", acme.firstUserId())).isZero();
        List<String> federated = federatedTables();
        assertThat(federated).hasSizeGreaterThan(7);
        for (String table : federated) {
            assertThat(rows(table, "true")).as(table).isZero();
        }
        assertThat(rows("broker_link", "realm_id = ?", acme.id())).isZero();
        assertThat(acme.count("users", "username = 'ada'")).isEqualTo(1);
        assertThat(acme.count("credential", "type = 'password' and credential_data like '%argon2%'")).isEqualTo(1);
    }

    private List<String> federatedTables() {
        return keycloak.database()
                .rows("select tablename from pg_tables where schemaname = 'public' and tablename like 'fed\\_%'")
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
    }

    private long rows(String table, String condition, Object... parameters) {
        return keycloak.database()
                .<Number>value("select count(*) from " + table + " where " + condition, parameters)
                .longValue();
    }
}
