package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.tenant.TwoTenants;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UserDeletionTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void giveAdaOneOfEverything() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(UserDeletionTest::giveAdaOneOfEverything);
        TENANTS.changeGlobex(UserDeletionTest::giveAdaOneOfEverything);
    }

    private static void giveAdaOneOfEverything(TenantHandle handle) {
        StoredUser ada = Ada.load(handle);
        AttributeStore.set(handle, ada, "color", List.of("red"));
        RequiredActionStore.add(handle, ada, "VERIFY_EMAIL");
        MembershipStore.grantRole(handle, ada, "role");
        MembershipStore.joinGroup(handle, ada, "group", "UNMANAGED");
        CredentialStore.create(handle, ada, new StoredCredential("c", "password", null, 1L, "{}", "{}"));
        ConsentStore.insert(handle, ada.id(),
                new StoredConsent("shop", 1, 1, List.of(new StoredConsent.Scope("scope", null))));
        BrokerLinkStore.insert(handle, ada.id(), new BrokerLink("google", "1", "ada", null));
        VerifiableCredentialStore.insert(handle, ada.id(),
                new StoredVerifiableCredential("v", "scope", "1", "{}", 1L, 1L));
        VerifiableCredentialStore.insertIssued(handle,
                new StoredVerifiableCredential.Issued("i", ada.id(), "v", "shop", "1", 1L, null));
    }

    /** How many rows each table has that belongs to users, whichever tables there are. */
    private static Map<String, Integer> rows(TenantHandle handle) {
        Map<String, Integer> rows = new TreeMap<>();
        handle.query("""
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attname = 'user_id'""",
                row -> row.getString(1))
                .forEach(table -> rows.put(table, handle.count("select count(*) from " + table)));
        return rows;
    }

    @Test
    void whatBelongsToAUserGoesWithTheUser() {
        TENANTS.readAcme(handle -> assertThat(rows(handle).values()).hasSize(10).containsOnly(1));

        TENANTS.changeAcme(handle -> assertThat(UserStore.delete(handle, Ada.load(handle).id())).isTrue());

        TENANTS.readAcme(handle -> assertThat(rows(handle).values()).hasSize(10).containsOnly(0));
        TENANTS.readGlobex(handle -> assertThat(rows(handle).values()).hasSize(10).containsOnly(1));
    }

    @Test
    void whatBelongsToOthersStays() {
        TENANTS.changeAcme(handle -> {
            UserStore.insert(handle, new StoredUser("bob-id", "bob"));
            UserStore.delete(handle, "bob-id");

            assertThat(rows(handle).values()).containsOnly(1);
        });
    }

    @Test
    void aUserWhoIsNotThereIsNotDeleted() {
        TENANTS.changeAcme(handle -> {
            assertThat(UserStore.delete(handle, TwoTenants.adaOf("globex"))).isFalse();
            assertThat(UserStore.findByUsername(handle, "ada")).isPresent();
        });
    }
}
