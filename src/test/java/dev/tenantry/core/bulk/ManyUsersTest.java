package dev.tenantry.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.bulk.ImportOptions.IfExists;
import dev.tenantry.core.bulk.ImportOptions.Mode;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.user.UserStore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Imports and exports more users than are in memory at once, each with a hashed password, two attributes and a role.
 * {@code -Dtenantry.imported.users=1000000} sets the number of users. Prints the rates.
 */
final class ManyUsersTest {

    private static final int USERS = Integer.getInteger("tenantry.imported.users", 20_000);
    private static final int CHUNK = 2_000;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @ParameterizedTest
    @EnumSource(Mode.class)
    void allUsersAreImportedAndExported(Mode mode) {
        TENANTS.beside().execute("truncate %s.users cascade".formatted(TENANTS.acme().schema().value()));
        long begin = System.nanoTime();
        ImportResult result;
        try (BulkImport bulk = new BulkImport(
                TENANTS.transactions(), TENANTS::acme, new ImportOptions(mode, IfExists.FAIL))) {
            for (int first = 0; first < USERS; first += CHUNK) {
                bulk.add(NewUsers.numbered(first, Math.min(CHUNK, USERS - first)));
            }
            result = bulk.finish();
        }
        print(mode + " in", begin);
        assertThat(result.imported()).isEqualTo(USERS);
        assertThat(TENANTS.beside().<Number>value("select reltuples from pg_class where oid = '%s.users'::regclass"
                .formatted(TENANTS.acme().schema().value())).longValue()).as("estimated rows").isGreaterThan(USERS / 2);

        long exported = System.nanoTime();
        AtomicLong people = new AtomicLong();
        TENANTS.transactions().snapshot(TENANTS.acme(), handle -> {
            UserStore.forEachPerson(handle, person -> people.addAndGet(person.credentials().all().size()));
            return null;
        });
        print(mode + " out", exported);
        assertThat(people.get()).isEqualTo(USERS);
    }

    private static void print(String what, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %,d users in %.1f s, %,.0f users/s%n", what, USERS, seconds, USERS / seconds);
    }
}
