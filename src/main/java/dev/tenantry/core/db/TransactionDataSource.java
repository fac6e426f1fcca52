package dev.tenantry.core.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A {@link DataSource} for Flyway that always returns the connection of a running transaction. Flyway would otherwise
 * open connections of its own. The code that began the transaction also ends it. Therefore, a commit by Flyway does
 * nothing, and a rollback by Flyway throws. Only a rollback to a savepoint is permitted.
 */
final class TransactionDataSource {

    private TransactionDataSource() {}

    static DataSource of(Connection connection) {
        Connection guarded = proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "commit", "close", "setAutoCommit" -> null;
            case "getAutoCommit", "isClosed" -> false;
            case "rollback" -> {
                if (arguments == null) {
                    throw new SQLException("The surrounding transaction decides on rollback");
                }
                yield call(connection, method, arguments); // rolls back to a savepoint
            }
            default -> call(connection, method, arguments);
        });
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return guarded;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Object call(Connection connection, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
