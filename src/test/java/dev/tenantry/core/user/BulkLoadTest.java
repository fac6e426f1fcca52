package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BulkLoadTest {

    private static final Duration TIMEOUT = Duration.ofMillis(200);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    private static Optional<BulkLoad> begin(TenantHandle handle) {
        return BulkLoad.begin(handle, TIMEOUT);
    }

    /** Runs the work in a transaction of acme that is rolled back. */
    private static void load(Consumer<TenantTransaction> work) {
        TenantTransaction transaction = TENANTS.transactions().beginLong(TENANTS.acme());
        try {
            work.accept(transaction);
        } finally {
            transaction.rollback();
        }
    }

    /** The constraints and indexes of the schema, in sorted lines. */
    private static List<String> schema(TenantReadHandle handle) {
        return handle.query("""
                select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
                from pg_constraint where connamespace = current_schema()::regnamespace
                union all
                select indexdef from pg_indexes where schemaname = current_schema()
                order by line""", row -> row.getString(1));
    }

    private static List<String> schema() {
        return TENANTS.inAcme(BulkLoadTest::schema);
    }

    @Test
    void theSchemaIsUnchangedAfterwards() {
        List<String> before = schema();
        TENANTS.changeAcme(handle -> {
            BulkLoad load = begin(handle).orElseThrow();
            assertThat(before).containsAll(schema(handle));
            assertThat(schema(handle)).hasSizeLessThan(before.size())
                    .anyMatch(line -> line.contains("INDEX users_username "))
                    .anyMatch(line -> line.contains("INDEX users_email "))
                    .noneMatch(line -> line.contains("INDEX users_found_by "))
                    .noneMatch(line -> line.contains("INDEX users_search "));
            UserStore.insert(handle, new StoredUser("bob-id", "bob"));
            load.end(handle);
        });

        assertThat(schema()).isEqualTo(before);
        assertThat(TENANTS.<Boolean>inAcme(handle -> UserStore.findByUsername(handle, "bob").isPresent())).isTrue();
    }

    @Test
    void theSchemaIsUnchangedAfterAFailure() {
        List<String> before = schema();
        load(failed -> failed.write(BulkLoadTest::begin));

        assertThat(schema()).isEqualTo(before);
    }

    @Test
    void aNameStaysUniqueDuringTheLoad() {
        load(transaction -> {
            transaction.write(BulkLoadTest::begin);

            assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> transaction.write(handle -> {
                UserStore.insert(handle, new StoredUser("other-id", "ada"));
                handle.flush();
                return null;
            })).withMessageContaining("users_username");
        });
    }

    @Test
    void aTenantWithManyUsersKeepsItsIndexesDuringTheLoad() {
        TENANTS.changeAcme(handle -> {
            for (int number = 1; number < BulkLoad.FEW; number++) {
                UserStore.insert(handle, new StoredUser("id-" + number, "user-" + number));
            }
        });
        load(few -> assertThat(few.<Optional<BulkLoad>>write(BulkLoadTest::begin)).isPresent());

        TENANTS.changeAcme(handle -> UserStore.insert(handle, new StoredUser("one-more", "one-more")));
        List<String> before = schema();
        load(many -> {
            assertThat(many.<Optional<BulkLoad>>write(BulkLoadTest::begin)).isEmpty();
            assertThat(many.<List<String>>write(BulkLoadTest::schema)).isEqualTo(before);
        });
    }

    @Test
    void indexesStayIfAnotherTransactionWrites() {
        load(atWork -> {
            atWork.write(handle -> handle.update("update users set last_name = 'King'"));
            load(transaction -> {
                assertThat(transaction.<Optional<BulkLoad>>write(BulkLoadTest::begin)).isEmpty();
                assertThat(transaction.<Integer>write(handle -> handle.count("select count(*) from users"))).isOne();
                assertThat(transaction.<String>write(handle ->
                        handle.first("show lock_timeout", row -> row.getString(1)).orElseThrow())).isEqualTo("0");
            });
        });
    }

    /** The wait ends at the lock timeout: the login then fails, because the tenant's users are unavailable. */
    @Test
    void onlyTheTenantsOwnUsersWaitDuringTheLoad() {
        load(transaction -> {
            transaction.write(BulkLoadTest::begin);

            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> TENANTS.readAcme(Ada::load)).withMessageContaining("55P03");
            TENANTS.readGlobex(handle -> assertThat(Ada.load(handle).username()).isEqualTo("ada"));
        });
    }
}
