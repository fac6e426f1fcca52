package dev.tenantry.it.faults;

import dev.tenantry.support.postgres.TestDatabase;
import java.util.List;

/** Reads the database's sessions twice a second, unless the database is stopped. One thread. */
final class Watch implements Worker {

    static final String EXTENSION = "tenantry";

    private static final String COUNTS = """
            select count(*), count(*) filter (where application_name = ?) from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend'""";

    private static final String IDLE = """
            select extract(epoch from now() - state_change)::float8, left(query, 200) from pg_stat_activity
            where datname = current_database() and application_name = ? and state like 'idle in%'
            order by 1 desc limit 1""";

    private final TestDatabase database;
    private long looks;
    private long mostOfExtension;
    private long most;
    private double longestIdle;
    private String lastQuery = "";

    Watch(TestDatabase database) {
        this.database = database;
    }

    @Override
    public int work() {
        try {
            List<Object> counts = database.rows(COUNTS, EXTENSION).get(0);
            looks++;
            most = Math.max(most, ((Number) counts.get(0)).longValue());
            mostOfExtension = Math.max(mostOfExtension, ((Number) counts.get(1)).longValue());
            for (List<Object> idle : database.rows(IDLE, EXTENSION)) {
                double seconds = ((Number) idle.get(0)).doubleValue();
                if (seconds > longestIdle) {
                    longestIdle = seconds;
                    lastQuery = ((String) idle.get(1)).replaceAll("\\s+", " ");
                }
            }
        } catch (IllegalStateException outage) {
            // The faults stop the database.
        }
        return 500;
    }

    long mostOfExtension() {
        return mostOfExtension;
    }

    @Override
    public String toString() {
        return looks + " looks: at most " + most + " sessions, " + mostOfExtension
                + " of them the extension's; its longest idle in a transaction " + Math.round(longestIdle * 10) / 10.0
                + " s, after: " + lastQuery;
    }
}
