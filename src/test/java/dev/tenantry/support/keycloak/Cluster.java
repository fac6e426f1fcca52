package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.FilledDatabase;
import dev.tenantry.support.postgres.TestDatabase;
import java.util.function.UnaryOperator;

/** Two Keycloak servers on one database of their own, on this machine only. */
public record Cluster(Node first, Node second, TestDatabase database) implements AutoCloseable {

    /**
     * Undoes all migration scripts except the first, the newest script first. For a new script, add a statement at the
     * beginning.
     */
    private static final String UNDO = """
            drop index if exists %1$s.users_search;
            delete from %1$s.schema_history where version <> '1'""";

    /** Starts nodes that find each other by the database and tell each other about changes. */
    public static Cluster start() {
        return start("cluster", TwoNodes::clustered);
    }

    /** Starts nodes that never communicate, as if all messages between them were lost. */
    public static Cluster startWithoutMessages() {
        return start("strangers", settings -> settings.withOption("cache", "local"));
    }

    private static Cluster start(String name, UnaryOperator<KeycloakSettings> more) {
        TestDatabase database = FilledDatabase.copy(name);
        TwoNodes nodes = TwoNodes.of(name, database, settings ->
                more.apply(settings)
                        .withOption("spi-tenants--default--reconcile-interval", "2")
                        .withOption("spi-tenants--default--db-statement-timeout", "120000") // for tests that hold locks
                        .withOption("spi-tenants--default--db-lock-timeout", "120000"));
        nodes.start();
        return new Cluster(Node.of(nodes.first()), Node.of(nodes.second()), database);
    }

    public Node other(Node one) {
        return one.equals(first) ? second : first;
    }

    public String schema(String tenant) {
        return database.value("select schema_name from tenantry.tenant where name = ?", tenant);
    }

    public int version(String tenant) {
        return database.value("select schema_version from tenantry.tenant where name = ?", tenant);
    }

    /**
     * Sets the schema of a tenant back to version 1, as if a release with all later scripts had just been installed.
     *
     * @return the version that the tenant's schema had
     */
    public int setBack(String tenant) {
        int newest = version(tenant);
        database.execute(UNDO.formatted(schema(tenant)));
        database.execute("update tenantry.tenant set schema_version = 1 where name = ?", tenant);
        return newest;
    }

    @Override
    public void close() {
        first.server().close();
        second.server().close();
    }
}
