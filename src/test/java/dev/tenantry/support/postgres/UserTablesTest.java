package dev.tenantry.support.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import dev.tenantry.core.user.UserStore;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integration tests read the stored data by these tables. */
final class UserTablesTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeAll
    static void adaHasOneOfEverything() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = UserStore.findByUsername(handle, "ada").orElseThrow();
            ada.attribute("color", List.of("red", "blue"));
            ada.require("VERIFY_EMAIL");
            ada.grantRole("poet");
            ada.joinGroup("poets", "MANAGED");
            ada.credentials().add(new StoredCredential("p", "password", null, 1L, "hash", "{\"algorithm\":\"x\"}"));
            ada.credentials().add(new StoredCredential("o", "otp", "phone", 1L, "seed", "{\"digits\":6}"));
            ada.link(new BrokerLink("google", "g-1", "ada@google", "t0ken"));
            ada.consent(new StoredConsent("shop", 1, 2, List.of(new StoredConsent.Scope("pay", "10"))));
            ada.verifiableCredential(new StoredVerifiableCredential("v", "diploma", "r", null, null, null));
            UserStore.update(handle, ada);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "users                    | username = 'ada' and enabled                                               | 1",
        "user_attribute           | name = 'color' and value in ('red', 'blue')                                | 2",
        "user_attribute           | value = 'blue' and position = 2                                            | 1",
        "required_action          | action = 'VERIFY_EMAIL'                                                    | 1",
        "role_mapping m           | m.role_id = 'poet'                                                         | 1",
        "group_membership         | group_id = 'poets' and membership_type = 'MANAGED'                         | 1",
        "credential               | true                                                                       | 2",
        "credential               | type = 'password' and id = 'p' and credential_data like '%algorithm%'      | 1",
        "credential               | label = 'phone' and credential_data::json ->> 'digits' = '6'               | 1",
        "broker_link              | provider = 'google' and broker_user_id = 'g-1' and token like 't%'         | 1",
        "broker_link              | broker_username = 'ada@google'                                             | 1",
        "consent                  | client_id = 'shop'                                                         | 1",
        "consent_scope            | scope_id = 'pay' and parameter = '10'                                      | 1",
        "verifiable_credential    | client_scope_id = 'diploma' and id = 'v'                                   | 1",
        "credential               | user_id = 'ada-of-globex'                                                  | 0"})
    void theTablesShowWhatIsStored(String table, String condition, long rows) {
        String query = "select count(*) from " + table + " where " + condition;

        assertThat(TENANTS.beside().<Long>value(UserTables.with(TENANTS.acme().schema().value()) + query))
                .isEqualTo(rows);
        if (!table.equals("users")) {
            assertThat(TENANTS.beside().<Long>value(UserTables.with(TENANTS.globex().schema().value()) + query)).isZero();
        }
    }
}
