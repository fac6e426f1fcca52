package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.RoundTrips;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A user is one row. The driver reads the row's arrays in two ways: as text, and in binary form once the statement is
 * prepared on the server.
 */
final class UserLoadingTest {

    private static final int OFTEN = 12;
    private static final String AWKWARD = "a,b {\"c\"} \\ 'd' NULL\n\tä€😀";

    private static final StoredCredential PASSWORD =
            new StoredCredential("c1", "password", null, 5_000_000_000L, "{\"value\":\"x\"}", "{}");
    private static final StoredCredential OTP = new StoredCredential("c2", "otp", AWKWARD, null, null, null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeAll
    static void giveAdaOneOfEverything() {
        TENANTS.changeAcme(handle -> Ada.change(handle, ada -> {
            ada.attribute("color", List.of("red", AWKWARD, "", "NULL", "red"));
            ada.attribute("size", List.of("XL"));
            ada.require("UPDATE_PASSWORD");
            ada.require("VERIFY_EMAIL");
            ada.grantRole("role-1");
            ada.grantRole(AWKWARD);
            ada.joinGroup("group-1", "MANAGED");
            ada.joinGroup("group-2", "UNMANAGED");
            ada.credentials().add(PASSWORD);
            ada.credentials().add(OTP);
        }));
        TENANTS.changeGlobex(handle -> Ada.change(handle, ada -> ada.attribute("color", List.of("blue"))));
    }

    private static void assertOneOfEverything(StoredUser ada) {
        assertThat(ada.attributes()).isEqualTo(
                Map.of("color", List.of("red", AWKWARD, "", "NULL", "red"), "size", List.of("XL")));
        assertThat(ada.requiredActions()).containsExactly("UPDATE_PASSWORD", "VERIFY_EMAIL");
        assertThat(ada.roleIds()).containsExactlyInAnyOrder("role-1", AWKWARD);
        assertThat(ada.groups.entries()).isEqualTo(Map.of("group-1", "MANAGED", "group-2", "UNMANAGED"));
        assertThat(ada.credentials().all()).containsExactly(PASSWORD, OTP);
        assertThat(ada.isChanged()).isFalse();
    }

    @Test
    void everyPartIsReadRepeatedly() {
        try (Database one = TENANTS.open(1)) {
            TenantTransactions transactions = new TenantTransactions(one);
            for (int i = 0; i < OFTEN; i++) {
                assertOneOfEverything(transactions.read(TENANTS.acme(), Ada::load));
                assertThat(transactions.read(TENANTS.globex(), Ada::load).attributes())
                        .isEqualTo(Map.of("color", List.of("blue")));
            }
            for (int i = 0; i < OFTEN; i++) {
                assertOneOfEverything(transactions.write(TENANTS.acme(), Ada::load));
            }
        }
    }

    @Test
    void aUserWithoutPartsIsReadRepeatedly() {
        TENANTS.changeAcme(handle -> UserStore.insert(handle, new StoredUser("bob-id", "bob")));
        try (Database one = TENANTS.open(1)) {
            TenantTransactions transactions = new TenantTransactions(one);
            for (int i = 0; i < OFTEN; i++) {
                StoredUser bob =
                        transactions.read(TENANTS.acme(), h -> UserStore.findById(h, "bob-id")).orElseThrow();
                assertThat(Contents.of(bob)).isEqualTo(Contents.of(new StoredUser("bob-id", "bob")));
            }
        }
    }

    /**
     * The round trip sets the schema, the role and the limits, reads the schema mark, and reads all of the user that a
     * login needs.
     */
    @Test
    void aUserIsReadInOneRoundTrip() {
        try (RoundTrips network = RoundTrips.to(Postgres.shared()); Database one = TENANTS.openAcross(network)) {
            TenantTransactions transactions = new TenantTransactions(one);
            List<Long> each = new ArrayList<>();
            for (int i = 0; i < OFTEN; i++) {
                long before = network.count();
                assertOneOfEverything(transactions.read(TENANTS.acme(), Ada::load));
                each.add(network.count() - before);
            }
            assertThat(each).containsOnly(1L);
        }
    }

    /** Each statement that runs often enough is prepared on the server, where the test sees it. */
    @Test
    void aUserIsLoadedByOneStatement() {
        try (Database one = TENANTS.open(1)) {
            TenantTransactions transactions = new TenantTransactions(one);
            for (int i = 0; i < OFTEN; i++) {
                transactions.read(TENANTS.acme(), Ada::load);
            }
            List<String> prepared = transactions.read(TENANTS.acme(), UserLoadingTest::preparedStatements);

            assertThat(prepared).singleElement().asString().contains("from users u where u.username");
        }
    }

    private static List<String> preparedStatements(TenantReadHandle handle) {
        return handle.query(
                "select statement from pg_prepared_statements where statement ~ '^ *select ' and statement !~ 'set_config|pg_description'",
                row -> row.getString(1));
    }
}
