package dev.tenantry.core.job;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.support.postgres.TestDatabase;

/** A table with two running jobs, "a" and "b", in a registry that has two tenants. */
final class Jobs implements AutoCloseable {

    private final TwoTenants tenants = TwoTenants.provisioned();
    private final Database database = tenants.open(10);
    final RegistryTransactions registry = new RegistryTransactions(database);
    final JobTable table =
            new JobTable(registry, "job", "job", "state = 'RUNNING'", "attempt + 1", "taken_at = now()");

    Jobs() {
        beside().execute("""
                create table tenantry.job (
                  id           text primary key,
                  state        text not null default 'RUNNING',
                  server       text not null default 'none',
                  attempt      bigint not null default 1,
                  heartbeat_at timestamptz not null default now(),
                  taken_at     timestamptz)""");
        beside().execute("insert into tenantry.job (id) values ('a'), ('b')");
    }

    TestDatabase beside() {
        return tenants.beside();
    }

    JobLease take(String job, String server) {
        return table.take(server, "id = ?", job).orElseThrow();
    }

    void expire(String job) {
        beside().execute("update tenantry.job set heartbeat_at = now() - interval '11 seconds' where id = ?", job);
    }

    void end(String job) {
        beside().execute("update tenantry.job set state = 'DONE' where id = ?", job);
    }

    <T> T value(String column, String job) {
        return beside().value("select " + column + " from tenantry.job where id = ?", job);
    }

    @Override
    public void close() {
        database.close();
        tenants.close();
    }
}
