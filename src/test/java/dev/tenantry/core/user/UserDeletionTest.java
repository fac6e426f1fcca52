package dev.tenantry.core.user;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UserDeletionTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void bothAdasHaveOneOfEverything() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> Ada.change(handle, Change::prepare));
        TENANTS.changeGlobex(handle -> Ada.change(handle, Change::prepare));
    }

    /** The number of rows in all tables of the schema, except in the history of migrations. */
    private static int rows(TenantReadHandle handle) {
        return handle.query("""
                select relname from pg_class
                where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname <> 'schema_history'""",
                row -> row.getString(1))
                .stream()
                .mapToInt(table -> handle.count("select count(*) from " + table))
                .sum();
    }

    @Test
    void allPartsOfAUserAreDeletedWithTheUser() {
        TENANTS.changeAcme(handle -> assertThat(UserStore.delete(handle, Ada.load(handle).id())).isTrue());

        TENANTS.readAcme(handle -> {
            assertThat(rows(handle)).isZero();
            assertThat(UserStore.findByBrokerLink(handle, "google", "g-1")).isEmpty();
            assertThat(UserSearch.count(handle, new UserCriteria().inGroups(List.of("math")))).isZero();
        });
        TENANTS.readGlobex(handle -> {
            assertThat(rows(handle)).isOne();
            assertThat(UserStore.findByBrokerLink(handle, "google", "g-1")).hasSize(1);
        });
    }

    @Test
    void aDeletionLeavesOtherUsersUnchanged() {
        TENANTS.changeAcme(handle -> {
            Contents before = Contents.of(Ada.load(handle));
            UserStore.insert(handle, new StoredUser("bob-id", "bob"));
            UserStore.delete(handle, "bob-id");

            assertThat(Contents.of(Ada.load(handle))).isEqualTo(before);
        });
    }

    @Test
    void aUserOfAnotherTenantIsNotDeleted() {
        TENANTS.changeAcme(handle -> {
            assertThat(UserStore.delete(handle, adaOf("globex"))).isFalse();
            assertThat(UserStore.findByUsername(handle, "ada")).isPresent();
        });
    }
}
