package dev.tenantry.support.postgres;

import dev.tenantry.support.process.FreePort;

/**
 * Simulates a tenant that Citus has moved to a worker that is now lost. The tables of the schema become foreign tables
 * on a server that cannot be reached. Like Citus, postgres_fdw reports 08xxx on a connection that stays open.
 */
public final class LostWorker {

    private static final String AWAY = "_away";

    private LostWorker() {}

    /** From now on, the tables of the schema can be neither read nor written. */
    public static void take(TestDatabase database, String schema) {
        database.execute("""
                create extension if not exists postgres_fdw schema public;
                create server if not exists lost foreign data wrapper postgres_fdw
                  options (host '127.0.0.1', port '%d');
                create user mapping if not exists for public server lost options (user 'nobody', password 'none')"""
                .formatted(FreePort.any()));
        database.rows("""
                select relname::text, pg_get_userbyid(relowner)::text from pg_class
                where relnamespace = ?::regnamespace and relkind = 'r'""", '"' + schema + '"')
                .forEach(table -> take(database, schema, (String) table.get(0), (String) table.get(1)));
    }

    private static void take(TestDatabase database, String schema, String table, String owner) {
        String columns = database.value("""
                select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
                from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped""",
                "\"%s\".%s".formatted(schema, table));
        database.execute("""
                alter table "%1$s".%2$s rename to %2$s%3$s;
                create foreign table "%1$s".%2$s (%4$s) server lost;
                alter foreign table "%1$s".%2$s owner to "%5$s\""""
                .formatted(schema, table, AWAY, columns, owner));
    }

    /** Restores the tables of the schema. */
    public static void giveBack(TestDatabase database, String schema) {
        database.rows("select relname::text from pg_class where relnamespace = ?::regnamespace and relkind = 'f'",
                '"' + schema + '"').forEach(table -> database.execute("""
                        drop foreign table "%1$s".%2$s;
                        alter table "%1$s".%2$s%3$s rename to %2$s"""
                        .formatted(schema, table.get(0), AWAY)));
    }
}
