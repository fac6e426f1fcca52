package dev.tenantry.core.schema;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.OwnedSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Migrates a schema without Flyway. There are two conditions: the given list starts with the scripts in the schema's
 * history, in the same order, and all pending scripts are plain SQL. In any other case this class changes nothing, and
 * Flyway must migrate the schema. This class runs the scripts and writes the history as Flyway does, but in a fraction
 * of the time: Flyway spends most of its time on queries of its own. Call inside a transaction that has entered the
 * schema and holds the schema's lock.
 */
final class PlainMigration {

    /**
     * Creates the history table as Flyway does (PostgreSQLDatabase.getRawCreateScript, 12.4), but without an index on
     * the column {@code success}. A table of a few rows needs no index, and each index costs time and memory for every
     * tenant.
     */
    private static final String CREATE_HISTORY = """
            create table schema_history (
              installed_rank integer not null constraint schema_history_pk primary key,
              version        varchar(50),
              description    varchar(200) not null,
              type           varchar(20) not null,
              script         varchar(1000) not null,
              checksum       integer,
              installed_by   varchar(100) not null,
              installed_on   timestamp not null default now(),
              execution_time integer not null,
              success        boolean not null
            )""";

    private static final String ENTER = """
            insert into schema_history
              (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (?, ?, ?, ?, ?, ?, current_user, ?, true)""";

    private final Handle handle;
    private final OwnedSchema owned;
    private final List<MigrationScript> scripts;
    private MigrationScript current;

    private PlainMigration(Handle handle, OwnedSchema owned, List<MigrationScript> scripts) {
        this.handle = handle;
        this.owned = owned;
        this.scripts = scripts;
    }

    /**
     * @param scripts all scripts that the schema must have after the migration
     * @return false if the migration needs Flyway; the schema is then unchanged
     * @throws MigrationException if a table stays locked, or if a script exceeds a time limit
     */
    static boolean run(Handle handle, OwnedSchema owned, List<MigrationScript> scripts) {
        return new PlainMigration(handle, owned, scripts).run();
    }

    /**
     * Creates the history table if the schema is empty. Call this method before Flyway runs: Flyway would create the
     * table with an additional index.
     */
    static void begin(Handle handle) {
        Found found = found(handle);
        if (!found.history && !found.anything) {
            handle.run(CREATE_HISTORY);
        }
    }

    private boolean run() {
        Optional<Integer> seen = seen();
        if (seen.isEmpty()) {
            return false;
        }
        List<MigrationScript> pending = scripts.subList(seen.get(), scripts.size());
        return pending.isEmpty() || pending.stream().allMatch(MigrationScript::isPlain) && run(pending, seen.get());
    }

    /**
     * Returns the number of scripts in the schema's history; 0 if the schema has no objects at all. Returns an empty
     * Optional in two cases: if the given scripts do not start with the scripts in the history, in the same order; or
     * if the schema has objects, but no history.
     */
    private Optional<Integer> seen() {
        Found found = found(handle);
        if (!found.history) {
            return found.anything ? Optional.empty() : Optional.of(0);
        }
        List<MigrationScript> seen = handle.query("""
                select installed_rank, version, description, type, script, checksum, success
                from schema_history order by installed_rank""",
                row -> row.getBoolean("success") && row.getInt("installed_rank") == row.getRow()
                        ? new MigrationScript(
                                row.getString("version"), row.getString("description"), row.getString("type"),
                                row.getString("script"), (Integer) row.getObject("checksum"), null)
                        : null);
        return seen.equals(scripts.stream().limit(seen.size()).map(MigrationScript::withoutText).toList())
                ? Optional.of(seen.size())
                : Optional.empty();
    }

    private static Found found(Handle handle) {
        return handle.first("""
                select to_regclass('schema_history') is not null as history, exists (
                  select from pg_depend
                  where refclassid = 'pg_namespace'::regclass and refobjid = current_schema()::regnamespace) as anything
                """, row -> new Found(row.getBoolean("history"), row.getBoolean("anything"))).orElseThrow();
    }

    private boolean run(List<MigrationScript> pending, int seen) {
        try {
            handle.inSavepoint(() -> runAll(pending, seen));
            return true;
        } catch (DatabaseException failure) {
            MigrationException.ofOthersFault(current.file(), failure).ifPresent(fault -> {
                throw fault;
            });
            return false; // Flyway then runs the script again, and reports the line that fails
        }
    }

    private void runAll(List<MigrationScript> pending, int seen) {
        current = pending.get(0);
        if (seen == 0) {
            handle.run(CREATE_HISTORY);
        }
        int rank = seen;
        for (MigrationScript script : pending) {
            current = script;
            run(script, ++rank);
        }
    }

    private void run(MigrationScript script, int rank) {
        long begun = System.nanoTime();
        handle.run(script.sql());
        MigrationScripts.leave(handle, owned);
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        handle.update(ENTER, rank, script.version(), script.description(), script.type(), script.file(),
                script.checksum(), millis);
    }

    private record Found(boolean history, boolean anything) {}
}
