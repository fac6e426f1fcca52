package dev.tenantry.keycloak.config;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.lifecycle.PlacementRule;
import dev.tenantry.core.tenant.TenantDatabases;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of the main database and of further databases, and the option that chooses the database for a new tenant.
 */
public final class DatabaseOptions {

    static final OptionGroup GROUP = new OptionGroup();

    public static final Option<String> URL = GROUP.text("db-url", null,
                    "JDBC address of the tenants' database, or of several servers: jdbc:postgresql://a,b/tenants."
                            + " Default: Keycloak's own database, if it is PostgreSQL.")
            .such(url -> url.startsWith("jdbc:postgresql:"), "must begin with jdbc:postgresql:");
    static final Option<String> USERNAME = GROUP.text("db-username", null,
            "User of the tenants' database. Required if db-url is set. Default: Keycloak's.");
    static final Option<String> PASSWORD = GROUP.text("db-password", null,
            "Password of db-username. Required if db-url is set. Default: Keycloak's.");
    static final Option<Integer> POOL_MAX_SIZE =
            GROUP.number("db-pool-max-size", 20, 2, 1_000, "Connections for all tenants together.");
    static final Option<Integer> POOL_STRIPES = GROUP.number("db-pool-stripes", 1, 1, 1_000,
            "Stripes into which the connections are divided. Each tenant uses the connections of one stripe. A stripe has"
                    + " at least four.");
    static final Option<Duration> CONNECTION_TIMEOUT = GROUP.duration("db-connection-timeout", 2_000, MILLIS, 250, 60_000,
            "Milliseconds that a request waits for a connection.");
    static final Option<Duration> STATEMENT_TIMEOUT = GROUP.duration("db-statement-timeout", 10_000, MILLIS, 50, 3_600_000,
            "Milliseconds after which PostgreSQL cancels a statement of a request.");
    static final Option<Duration> LOCK_TIMEOUT = GROUP.duration("db-lock-timeout", 2_000, MILLIS, 50, 3_600_000,
            "Milliseconds that a statement of a request waits for a lock.");
    static final Option<Integer> TENANT_CONNECTIONS = GROUP.number("db-tenant-connections", null, 1, 1_000,
            "Connections that one tenant can use at a time. Default: half of its stripe.");
    static final Option<List<String>> DATABASES = GROUP.list("databases", "",
            "Names of further databases for tenants, separated by commas. Each has options of its own: db-url-NAME,"
                    + " db-username-NAME and db-password-NAME are required; db-pool-max-size-NAME and"
                    + " db-pool-stripes-NAME have the values of the main database as defaults.");
    static final Option<List<String>> CLOSED = GROUP.list("databases-closed", "",
            "Names of databases that take no new tenants, separated by commas. The main database is called main.");
    static final Option<String> PLACEMENT = GROUP.text("placement", "fewest-tenants",
            "The database for new tenants: fewest-tenants for the one with the fewest tenants, or a name.");

    private static final int MIN_STRIPE_SIZE = 4;

    /**
     * The pattern of a further database's name. The name is part of option names, and therefore of the names of
     * environment variables.
     */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int MAX_LENGTH = 40;

    private final OptionValues values;
    private final DatabaseSettings main;
    private final List<String> names;
    private final List<DatabaseSettings> further;

    /** @throws SettingsException if an option is missing or wrong; the message names the first such option */
    DatabaseOptions(OptionValues values, KeycloakDatabase keycloak) {
        this.values = values;
        this.main = main(values, keycloak);
        this.names = values.get(DATABASES);
        Set<String> all = new HashSet<>(names);
        all.add(TenantDatabases.MAIN);
        if (all.size() <= names.size() || !names.stream().allMatch(DatabaseOptions::isName)) {
            throw DATABASES.refused("must be names of lower-case letters, digits and single hyphens, "
                    + "with commas between them, each of them once and none of them " + TenantDatabases.MAIN);
        }
        this.further = names.stream().map(this::further).toList();
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.length() <= MAX_LENGTH;
    }

    private static DatabaseSettings main(OptionValues values, KeycloakDatabase keycloak) {
        Optional<String> own = values.find(URL);
        String url = own.or(() -> Optional.ofNullable(keycloak.url()).map(URL::read))
                .orElseThrow(() -> URL.refused("is needed, because Keycloak's own database is not PostgreSQL"));
        String condition = "if " + URL.name() + " is set";
        int poolMaxSize = values.get(POOL_MAX_SIZE);
        int poolStripes = stripes(values, POOL_STRIPES, poolMaxSize);
        // Keycloak's own username and password are valid for Keycloak's own database only.
        return new DatabaseSettings(
                TenantDatabases.MAIN,
                url,
                own.isPresent()
                        ? values.require(USERNAME, condition)
                        : values.find(USERNAME).orElse(keycloak.username()),
                own.isPresent()
                        ? values.require(PASSWORD, condition)
                        : values.find(PASSWORD).orElse(keycloak.password()),
                poolMaxSize,
                poolStripes,
                values.get(CONNECTION_TIMEOUT),
                limits(values, poolMaxSize, poolStripes));
    }

    /**
     * Returns the number of stripes of a connection pool. If there are several stripes, checks that each stripe has at
     * least four connections: by default a tenant may use half of its stripe's connections, and a tenant needs at least
     * two.
     */
    private static int stripes(OptionValues values, Option<Integer> option, int poolMaxSize) {
        return values.get(option.such(
                stripes -> stripes == 1 || poolMaxSize % stripes == 0 && poolMaxSize / stripes >= MIN_STRIPE_SIZE,
                "must divide the " + poolMaxSize + " connections of the pool into equal stripes of at least "
                        + MIN_STRIPE_SIZE));
    }

    private static Limits limits(OptionValues values, int poolMaxSize, int poolStripes) {
        int usual = Limits.usual(poolMaxSize / poolStripes).tenantConnections();
        int max = maxTenantConnections(poolMaxSize, poolStripes);
        Option<Integer> connections =
                TENANT_CONNECTIONS.orElse(usual).such(given -> given <= max, OptionGroup.range(1, max));
        return new Limits(values.get(STATEMENT_TIMEOUT), values.get(LOCK_TIMEOUT), values.get(connections));
    }

    /**
     * Returns the maximum number of connections that one tenant may use. If the pool has several stripes, one
     * connection of each stripe remains for the other tenants of the stripe.
     */
    private static int maxTenantConnections(int poolMaxSize, int poolStripes) {
        return poolStripes == 1 ? poolMaxSize : poolMaxSize / poolStripes - 1;
    }

    DatabaseSettings main() {
        return main;
    }

    List<DatabaseSettings> further() {
        return further;
    }

    private DatabaseSettings further(String name) {
        int poolMaxSize = values.get(POOL_MAX_SIZE.of(name).orElse(main.poolMaxSize()));
        int poolStripes = stripes(values, POOL_STRIPES.of(name).orElse(main.poolStripes()), poolMaxSize);
        int usual = Limits.usual(poolMaxSize / poolStripes).tenantConnections();
        int tenantConnections = Math.min(
                maxTenantConnections(poolMaxSize, poolStripes), values.find(TENANT_CONNECTIONS).orElse(usual));
        String condition = "if " + DATABASES.name() + " names that database";
        return new DatabaseSettings(
                name,
                values.require(URL.of(name), condition),
                values.require(USERNAME.of(name), condition),
                values.require(PASSWORD.of(name), condition),
                poolMaxSize,
                poolStripes,
                main.connectionTimeout(),
                new Limits(main.limits().statement(), main.limits().lock(), tenantConnections));
    }

    /** @return the number of connections in the smallest stripe of all databases */
    int smallestStripe() {
        return Stream.concat(Stream.of(main), further.stream())
                .mapToInt(DatabaseSettings::stripeSize)
                .min()
                .orElseThrow();
    }

    PlacementRule placement() {
        List<String> all = Stream.concat(Stream.of(TenantDatabases.MAIN), names.stream()).toList();
        Set<String> closed = Set.copyOf(values.get(CLOSED));
        if (!all.containsAll(closed) || closed.size() == all.size()) {
            throw CLOSED.refused("must be names of databases, with commas between them: " + TenantDatabases.MAIN
                    + " or such as " + DATABASES.name() + " has, and not all of these");
        }
        String usual = values.get(PLACEMENT);
        if (usual.equals(PLACEMENT.defaultOrNull())) {
            return new PlacementRule(closed, null);
        }
        if (!all.contains(usual) || closed.contains(usual)) {
            throw PLACEMENT.refused("must be " + PLACEMENT.defaultOrNull()
                    + " or the name of a database that takes new tenants");
        }
        return new PlacementRule(closed, usual);
    }
}
