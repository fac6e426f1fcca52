package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TransactionDataSourceTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();

    @AutoClose
    private final Database database = SCHEMAS.open(2);

    private final Transaction transaction = database.begin(ACME);
    private final DataSource dataSource = transaction.handle().asDataSource();

    @AfterEach
    void end() {
        transaction.rollback();
    }

    private static void add(Connection connection, String username) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into person values ('" + username + "')");
        }
    }

    private int peopleSeenByOthers() {
        return database.read(ACME, handle -> handle.count(COUNT));
    }

    @Test
    void worksInsideTheTransaction() throws SQLException {
        add(dataSource.getConnection(), "eve");

        assertThat(transaction.handle().count(COUNT)).isEqualTo(2);
        assertThat(peopleSeenByOthers()).isEqualTo(1);
    }

    @Test
    void ignoresCommitAndClose() throws SQLException {
        Connection connection = dataSource.getConnection();
        add(connection, "eve");
        connection.commit();
        connection.setAutoCommit(true);
        connection.close();

        assertThat(connection.isClosed()).isFalse();
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(peopleSeenByOthers()).isEqualTo(1);

        add(dataSource.getConnection(), "mallory");
        transaction.rollback();
        assertThat(peopleSeenByOthers()).isEqualTo(1);
    }

    @Test
    void refusesToRollBackTheWholeTransaction() throws SQLException {
        Connection connection = dataSource.getConnection();
        add(connection, "eve");

        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::rollback);
        assertThat(transaction.handle().count(COUNT)).isEqualTo(2);
    }

    @Test
    void rollsBackToASavepoint() throws SQLException {
        Connection connection = dataSource.getConnection();
        add(connection, "eve");
        Savepoint savepoint = connection.setSavepoint();
        add(connection, "mallory");
        connection.rollback(savepoint);

        assertThat(transaction.handle().query("select username from person", row -> row.getString(1)))
                .containsExactlyInAnyOrder("ada", "eve");
    }

    @Test
    void passesOnSqlErrorsUnchanged() throws SQLException {
        Connection connection = dataSource.getConnection();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.prepareStatement("select * from nowhere").executeQuery())
                .extracting(SQLException::getSQLState)
                .isEqualTo("42P01");
    }
}
