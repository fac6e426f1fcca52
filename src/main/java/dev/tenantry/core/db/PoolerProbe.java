package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Finds out how a pooler behaves if two clients use the pooler in turn.
 *
 * <p>In transaction mode, PgBouncer gives a new transaction the server session that was returned last. The second
 * client therefore gets the session that the first client has just used. If PgBouncer is configured to rotate the
 * sessions, a client that runs two transactions in a row gets two different sessions. The probe runs transactions in
 * the order first client, second client, second client, first client, which shows shared sessions with and without
 * rotation. Other clients of the pooler may run transactions in between, so the probe repeats this order several times.
 *
 * <p>Rejected: an open transaction that forces the pooler to use a second session, since the probe would deadlock if
 * the pooler has only one session.
 */
final class PoolerProbe {

    private static final int ROUNDS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String MARK = "select pg_backend_pid(), set_config('tenantry.probe', ?, false)";
    private static final String LOOK = "select pg_backend_pid(), current_setting('tenantry.probe', true)";

    private final Connection first;
    private final Connection second;

    private PoolerProbe(Connection first, Connection second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Runs the probe and never throws. If the probe fails, the result contains the reason as the obstacle, and
     * describes the worst pooler: clients share connections, settings leak, and prepared statements are lost.
     */
    static Pooler run(DatabaseSettings settings) {
        try (Connection first = connect(settings); Connection second = connect(settings)) {
            return new PoolerProbe(first, second).run();
        } catch (SQLException failure) {
            return Pooler.unknown(failure.getSQLState());
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        PGSimpleDataSource source = Pool.driver(settings);
        source.setLoginTimeout((int) TIMEOUT.toSeconds());
        source.setSocketTimeout((int) TIMEOUT.toSeconds());
        return source.getConnection();
    }

    private Pooler run() throws SQLException {
        prepareFrom(0);
        String mark = UUID.randomUUID().toString();
        int marked = see(first, MARK, mark).session;
        Set<Integer> ofFirst = new HashSet<>(Set.of(marked));
        Set<Integer> ofSecond = new HashSet<>();
        boolean leaking = false;
        for (int round = 0; round < ROUNDS; round++) {
            for (Connection client : List.of(second, second, first, first)) {
                Row row = see(client, LOOK);
                (client == first ? ofFirst : ofSecond).add(row.session);
                leaking |= client == second && mark.equals(row.text);
            }
        }
        see(first, MARK, "");
        if (ofFirst.size() == 1 && ofSecond.size() == 1 && !ofFirst.equals(ofSecond)) {
            return Pooler.NONE;
        }
        // If the second client never got the first client's session, it is unknown whether settings leak. Then the
        // probe assumes that settings leak.
        boolean met = ofSecond.contains(marked);
        return Pooler.sharing(leaking || !met, keepsStatements());
    }

    /**
     * Finds out whether the pooler prepares each client's statements again in other sessions. Clients A and B each
     * prepare a statement. The two statements differ, but have the same name.
     *
     * <p>Returns true after one of these observations:
     *
     * <ul>
     *   <li>A's statement runs in a session in which A did not prepare it.
     *   <li>B's statement runs in a session in which A prepared A's statement.
     * </ul>
     *
     * <p>Returns false if a session lacks a client's statement, if a session runs the other client's statement instead,
     * or if neither of the two observations was made.
     */
    private boolean keepsStatements() throws SQLException {
        prepareFrom(1);
        String ofFirst = UUID.randomUUID().toString();
        String ofSecond = UUID.randomUUID().toString();
        Set<Integer> prepared = new HashSet<>();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (Connection client : List.of(first, first, second, second)) {
                    String own = client == first ? ofFirst : ofSecond;
                    // Sends two statements in one text. With a single statement, the driver would silently prepare a
                    // lost statement again, and the probe would not notice the loss.
                    Row row = see(client, "select 0, ''; select pg_backend_pid(), '" + own + "'");
                    if (!row.text.equals(own)) {
                        return false; // another client's statement of the same name ran
                    }
                    boolean known = prepared.contains(row.session);
                    if (client == first ? !known && !prepared.isEmpty() : known) {
                        return true;
                    }
                    if (client == first) {
                        prepared.add(row.session);
                    }
                }
            }
        } catch (SQLException failure) {
            if (!SqlState.isLostStatement(failure)) {
                throw failure;
            }
        }
        return false;
    }

    /**
     * Sets the prepare threshold of both clients: from the run with this number, the driver uses a prepared statement.
     * 0 means never.
     */
    private void prepareFrom(int runs) throws SQLException {
        first.unwrap(PGConnection.class).setPrepareThreshold(runs);
        second.unwrap(PGConnection.class).setPrepareThreshold(runs);
    }

    private static Row see(Connection client, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = client.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
            Row row;
            do {
                row = read(statement.getResultSet());
            } while (statement.getMoreResults());
            return row;
        }
    }

    private static Row read(ResultSet result) throws SQLException {
        result.next();
        return new Row(result.getInt(1), result.getString(2));
    }

    /** @param session the server process that answered */
    private record Row(int session, String text) {}
}
