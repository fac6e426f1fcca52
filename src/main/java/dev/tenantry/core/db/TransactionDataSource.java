package dev.tenantry.core.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A {@link DataSource} for Flyway that always returns the connection of a running transaction. Flyway would otherwise
 * open connections of its own. Commits are ignored, since the caller that began the transaction ends it. A rollback
 * throws, since part of a transaction can't be rolled back.
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
