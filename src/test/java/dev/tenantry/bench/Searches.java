package dev.tenantry.bench;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.user.ManyUsers;
import dev.tenantry.core.user.SearchPlan;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.core.user.UserSearch;
import dev.tenantry.core.user.UserStore;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * Searches in a tenant, which has a million users by default, without Keycloak. Measures the time of each search in the
 * store and the database, the indexes that PostgreSQL reads, and the cost of the indexes. A page of users includes all
 * that the users own.
 */
final class Searches implements Benchmark {

    private static final int PAGE = 100;
    private static final int TIMES = 7;
    private static final int BULK = 100_000;
    private static final int SINGLE = 2_000;

    private final int users = Integer.getInteger("tenantry.bench.users", 1_000_000);

    private TwoTenants tenants;
    private String acme;
    private String globex;

    @Override
    public String run(BenchEnvironment environment) {
        try (TwoTenants provisioned = TwoTenants.provisionedOn(environment.postgres())) {
            tenants = provisioned;
            acme = tenants.acme().schema().value();
            globex = tenants.globex().schema().value();
            Table writes = new Table("users written", "users/s");
            environment.progress("writing 100,000 users, three times with each choice of indexes …");
            bulk(writes);
            environment.progress("writing %,d users …".formatted(users));
            String index = fill(writes);
            Table searches = new Table("search", "ms", "users", "read");
            environment.progress("searching …");
            pages(searches);
            counts(searches);
            singles(writes, "one by one, with the search index");
            String sizes = sizes();
            change(acme, "drop index %1$s.users_search");
            Table without = new Table("search without pg_trgm", "ms", "users", "read");
            withoutTheIndex(without);
            return searches + "\n" + without + "\n" + writes + "\n" + index + sizes;
        }
    }

    private String sizes() {
        Table sizes = new Table("table or index", "MB");
        tenants.beside().rows("""
                select relname, pg_relation_size(oid) / 1e6::float from pg_class
                where relnamespace = ?::regnamespace and (relname = 'users' or relname like 'users\\_%' or oid = (
                  select reltoastrelid from pg_class t where t.oid = concat(?, '.users')::regclass))
                order by 2 desc""", acme, acme)
                .forEach(row -> sizes.row(row.toArray()));
        return sizes.toString();
    }

    private void bulk(Table writes) {
        change(globex, "drop index %1$s.users_search; drop index %1$s.users_found_by");
        bulk(writes, "100,000 in one statement, with the unique indexes");
        change(globex, "create index users_found_by on %1$s.users using gin (found_by)");
        bulk(writes, "the same, and the index of terms");
        tenants.lifecycle().migrate(tenants.globex());
        bulk(writes, "the same, and the search index");
    }

    private void change(String schema, String ddl) {
        tenants.beside().execute(ddl.formatted(schema));
    }

    private void bulk(Table writes, String what) {
        long[] times = new long[3];
        for (int i = 0; i < times.length; i++) {
            change(globex, "truncate %1$s.users");
            times[i] = nanos(() -> tenants.changeGlobex(handle -> ManyUsers.insertRows(handle, 1, BULK)));
        }
        writes.row(what, BULK / seconds(times));
    }

    private String fill(Table writes) {
        change(acme, "drop index %1$s.users_search");
        long insert = nanos(() -> tenants.changeAcme(handle -> {
            handle.update("delete from users");
            ManyUsers.insert(handle, users);
        }));
        singles(writes, "one by one, without the search index");
        long index = nanos(() -> tenants.lifecycle().migrate(tenants.acme()));
        change(acme, "vacuum analyze %1$s.users");
        return "The users and their attributes, roles and groups were written in %.0f s; the search index was made in %.1f s.\n\n"
                .formatted(insert / 1e9, index / 1e9);
    }

    private void singles(Table writes, String what) {
        long time = nanos(() -> {
            for (int i = 0; i < SINGLE; i++) {
                StoredUser user = new StoredUser(UUID.randomUUID().toString(), "single" + UUID.randomUUID());
                user.email(user.username() + "@example.com", false);
                user.firstName("Ada");
                user.lastName("Lovelace-" + i);
                tenants.changeAcme(handle -> UserStore.insert(handle, user));
            }
        });
        tenants.changeAcme(handle -> handle.update("delete from users where username like 'single%'"));
        writes.row(what + ", a transaction each, beside all the others", SINGLE / (time / 1e9));
    }

    private void pages(Table table) {
        int late = users / 10 * 9;
        page(table, "first page", c -> c, 0);
        page(table, "deep page, at " + late, c -> c, late);
        page(table, "search=*999999*", c -> c.search("*999999*"), 0);
        page(table, "search=*hopper-99*", c -> c.search("*hopper-99*"), 0);
        page(table, "search=*nosuchname*", c -> c.search("*nosuchname*"), 0);
        page(table, "search=user09999", c -> c.search("user09999"), 0);
        page(table, "search=user09", c -> c.search("user09"), 0);
        page(table, "search=zo", c -> c.search("zo"), 0);
        page(table, "search=*example*, everybody", c -> c.search("*example*"), 0);
        page(table, "search=*zq*, two letters that no name has", c -> c.search("*zq*"), 0);
        page(table, "search=ada hopper-99", c -> c.search("ada").search("hopper-99"), 0);
        page(table, "username=999999", c -> c.username("999999", false), 0);
        page(table, "username=user0999999, exact", c -> c.username("user0999999", true), 0);
        page(table, "email=user0999999@example.com, exact", c -> c.email("user0999999@example.com", true), 0);
        page(table, "lastName=hopper-99, exact", c -> c.lastName("hopper-99", true), 0);
        page(table, "search=\"user0999999\"", c -> c.search("\"user0999999\""), 0);
        page(table, "attribute, exact", c -> c.attribute("badge", "b-999999", true), 0);
        page(table, "attribute of one in forty, exact", c -> c.attribute("floor", "f-7", true), 0);
        page(table, "attribute, a part", c -> c.attribute("badge", "999999", false), 0);
        page(table, "role of all", c -> c.mappedToRole("all"), 0);
        page(table, "role of all, deep page", c -> c.mappedToRole("all"), late);
        page(table, "role of one in a thousand", c -> c.mappedToRole("few"), 0);
        page(table, "group of one in two", c -> c.inGroups(List.of("many")), 0);
        page(table, "group of one in a thousand", c -> c.inGroups(List.of("few")), 0);
        page(table, "disabled, one in two thousand", c -> c.enabled(false), 0);
        page(table, "e-mail verified, one in three", c -> c.emailVerified(true), 0);
    }

    private void counts(Table table) {
        count(table, "count", c -> c);
        count(table, "count, search=*999999*", c -> c.search("*999999*"));
        count(table, "count, search=*hopper-99*", c -> c.search("*hopper-99*"));
        count(table, "count, search=user09", c -> c.search("user09"));
        count(table, "count, search=*example*, everybody", c -> c.search("*example*"));
        count(table, "count, attribute of one in forty", c -> c.attribute("floor", "f-7", true));
        count(table, "count, disabled", c -> c.enabled(false));
    }

    private void withoutTheIndex(Table table) {
        page(table, "search=*999999*", c -> c.search("*999999*"), 0);
        page(table, "search=*nosuchname*", c -> c.search("*nosuchname*"), 0);
        count(table, "count, search=*999999*", c -> c.search("*999999*"));
    }

    private void page(Table table, String what, UnaryOperator<UserCriteria> criteria, int first) {
        measure(table, what,
                () -> tenants.transactions().<Integer>read(tenants.acme(), handle ->
                        UserSearch.list(handle, people(criteria), first, PAGE).size()),
                tenants.transactions().read(tenants.acme(), handle ->
                        SearchPlan.carriedOutForPage(handle, people(criteria), first, PAGE)));
    }

    private void count(Table table, String what, UnaryOperator<UserCriteria> criteria) {
        measure(table, what,
                () -> tenants.transactions().<Integer>read(tenants.acme(), handle ->
                        UserSearch.count(handle, people(criteria))),
                tenants.transactions().read(tenants.acme(), handle ->
                        SearchPlan.carriedOutForCount(handle, people(criteria))));
    }

    /** The criteria as the admin API uses them: without service accounts. */
    private static UserCriteria people(UnaryOperator<UserCriteria> criteria) {
        return criteria.apply(new UserCriteria()).notServiceAccount();
    }

    @SuppressWarnings("ReturnValueIgnored") // it is the time that counts
    private static void measure(Table table, String what, IntSupplier query, SearchPlan plan) {
        int rows = query.getAsInt();
        long[] times = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            times[i] = nanos(query::getAsInt);
        }
        table.row(what, seconds(times) * 1000, "%,d".formatted(rows), String.join(", ", plan.read()));
    }

    /** The median in seconds. */
    private static double seconds(long... nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e9;
    }

    private static long nanos(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }
}
