package dev.tenantry.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Two Keycloak servers on one database of their own, on this machine only. */
public record Cluster(Node first, Node second, TestDatabase database) implements AutoCloseable {

    /** Whose nodes find each other by the database and tell each other what has changed. */
    public static Cluster start() {
        return start("cluster", () -> Map.of(
                "cache", "ispn",
                "cache-stack", "jdbc-ping",
                "cache-embedded-network-bind-address", "127.0.0.1",
                "cache-embedded-network-bind-port", Integer.toString(FreePort.any())));
    }

    /** Whose nodes never hear of each other, as when all their messages are lost. */
    public static Cluster startWithoutMessages() {
        return start("strangers", () -> Map.of("cache", "local"));
    }

    /** Starts both, on copies of the distribution that {@link KeycloakUnderTest} has built. */
    private static Cluster start(String name, Supplier<Map<String, String>> options) {
        KeycloakUnderTest.shared(); // builds
        TestDatabase database = Postgres.shared().createDatabase(name);
        Cluster cluster = new Cluster(
                node(name + "-1", database, options.get()), node(name + "-2", database, options.get()), database);
        try {
            cluster.first.server().start();
            cluster.second.server().start();
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    static Node node(String name, TestDatabase database, Map<String, String> options) {
        Path home = KeycloakCopy.of(KeycloakUnderTest.home(), name);
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(KeycloakUnderTest.jar()), database)
                .withOption("spi-tenants--default--reconcile-interval", "2");
        for (Map.Entry<String, String> option : options.entrySet()) {
            settings = settings.withOption(option.getKey(), option.getValue());
        }
        return Node.of(new KeycloakServer(settings, line -> System.out.println(name + ": " + line)));
    }

    public Node other(Node one) {
        return one == first ? second : first;
    }

    public String schema(String tenant) {
        return database.value("select schema_name from tenantry.tenant where name = ?", tenant);
    }

    public int version(String tenant) {
        return database.value("select schema_version from tenantry.tenant where name = ?", tenant);
    }

    /**
     * As if a release with the newest script had just come.
     *
     * @return the version that the tenant's schema had
     */
    public int setBack(String tenant) {
        int newest = version(tenant);
        database.execute("alter table " + schema(tenant) + ".users drop column plain_id");
        database.execute("delete from " + schema(tenant) + ".schema_history where version = '2'");
        database.execute("update tenantry.tenant set schema_version = 1 where name = ?", tenant);
        return newest;
    }

    @Override
    public void close() {
        first.server().close();
        second.server().close();
    }
}
