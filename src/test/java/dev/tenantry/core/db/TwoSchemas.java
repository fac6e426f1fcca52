package dev.tenantry.core.db;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh database with the schemas acme and globex. Each has a table of people with an "ada". The schema public has
 * such a table as well, since a statement that has lost its scope ends up in public.
 */
final class TwoSchemas {

    static final Scope ACME = Scope.NONE.with("search_path", "acme").sharedBy("acme");
    static final Scope GLOBEX = Scope.NONE.with("search_path", "globex").sharedBy("globex");

    static final String INSERT = "insert into person (username, email) values (?, ?)";
    static final String EMAIL_OF = "select email from person where username = ?";
    static final String COUNT = "select count(*) from person";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestDatabase beside;

    TwoSchemas() {
        this(Postgres.shared().createDatabase("two_schemas_" + NUMBER.incrementAndGet()));
    }

    /** Creates the schemas in the given empty database. */
    TwoSchemas(TestDatabase empty) {
        beside = empty;
        for (String schema : new String[] {"acme", "globex", "public"}) {
            beside.execute("create schema if not exists " + schema);
            beside.execute("create table " + schema + ".person (username text primary key, email text unique)");
            beside.execute("insert into " + schema + ".person values ('ada', ?)", "ada@" + schema + ".example");
        }
    }

    DatabaseSettings settings(int poolMaxSize, Duration timeout) {
        return new DatabaseSettings(beside.url(), beside.username(), beside.password(), poolMaxSize, timeout);
    }

    DatabaseSettings settings(int poolMaxSize, Duration timeout, Limits limits) {
        return new DatabaseSettings(
                beside.url(), beside.username(), beside.password(), poolMaxSize, timeout, limits);
    }

    /** The number of sessions in this database that are idle in a transaction. */
    long idleInTransaction() {
        return beside.<Long>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and state like 'idle in transaction%'""");
    }

    /** Opens a pool. The caller closes the pool. */
    Database open(int poolMaxSize) {
        return Database.open(settings(poolMaxSize, Duration.ofSeconds(10)));
    }

    /** The same database, without the code under test. */
    TestDatabase beside() {
        return beside;
    }
}
