package dev.tenantry.server;

import dev.tenantry.db.DatabaseSettings;
import dev.tenantry.db.Limits;
import dev.tenantry.tenant.HostRules;
import dev.tenantry.tenant.OutdatedSchema;
import dev.tenantry.tenant.SchemaName;
import dev.tenantry.tenant.TenantDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options {@code --spi-tenants--default--…}: their names, defaults and rules, and nothing else reads them. */
final class TenantOptions {

    static final String DB_URL = "db-url";
    static final String DB_USERNAME = "db-username";
    static final String DB_PASSWORD = "db-password";
    static final String DB_POOL_MAX_SIZE = "db-pool-max-size";
    static final String DB_POOL_STRIPES = "db-pool-stripes";
    static final String DB_CONNECTION_TIMEOUT = "db-connection-timeout";
    static final String DB_STATEMENT_TIMEOUT = "db-statement-timeout";
    static final String DB_LOCK_TIMEOUT = "db-lock-timeout";
    static final String DB_TENANT_CONNECTIONS = "db-tenant-connections";
    static final String SCHEMA_PREFIX = "schema-prefix";
    static final String SCHEMA_ROLES = "schema-roles";
    static final String RESERVED_NAMES = "reserved-names";
    static final String TEMPLATES = "templates";
    static final String TEMPLATE_FOLDER = "template-folder";
    static final String RECONCILE_INTERVAL = "reconcile-interval";
    static final String OUTDATED_SCHEMA = "outdated-schema";
    static final String ARCHIVE_RETENTION = "archive-retention";
    static final String MIGRATION_WORKERS = "migration-workers";
    static final String DOWNLOAD_TIMEOUT = "download-timeout";
    static final String CONSOLE = "console";
    static final String HOST_ADDRESS = "host-address";
    static final String RESERVED_HOSTS = "reserved-hosts";
    static final String RENAME_BY_TENANTS = "rename-by-tenants";
    static final String ADMIN_ROLE_INCLUDES_TENANTS = "admin-role-includes-tenants";
    static final String UNTESTED_KEYCLOAK = "untested-keycloak";

    private static final String DEFAULT_POOL_MAX_SIZE = "20";
    private static final String DEFAULT_POOL_STRIPES = "1";
    private static final int MIN_STRIPE_SIZE = 4;
    private static final String DEFAULT_CONNECTION_TIMEOUT = "2000";
    private static final String DEFAULT_SCHEMA_PREFIX = "tenant_";
    private static final String DEFAULT_SCHEMA_ROLES = "true";
    static final String SCHEMA_ROLES_ON_15 = "true-on-15";
    private static final String DEFAULT_TEMPLATES = "default";
    private static final String DEFAULT_TEMPLATE_FOLDER = "conf/realm-export";
    private static final String DEFAULT_RECONCILE_INTERVAL = "60";
    private static final String DEFAULT_OUTDATED_SCHEMA = "migrate";
    private static final String DEFAULT_ARCHIVE_RETENTION = "30";
    private static final int DEFAULT_MIGRATION_WORKERS = 2;
    private static final String DEFAULT_DOWNLOAD_TIMEOUT = "60";
    private static final String DEFAULT_CONSOLE = "true";
    private static final String DEFAULT_HOST_ADDRESS = "https://{host}";
    private static final String DEFAULT_RENAME_BY_TENANTS = "false";
    private static final String DEFAULT_ADMIN_ROLE_INCLUDES_TENANTS = "true";
    private static final String DEFAULT_UNTESTED_KEYCLOAK = "refuse";
    private static final String WITH_URL = "where " + DB_URL + " is set";

    private static final Pattern TEMPLATE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    /** Returns an option's value or null. */
    private final UnaryOperator<String> options;

    private TenantOptions(UnaryOperator<String> options) {
        this.options = options;
    }

    /**
     * @param options gives an option's value, or null
     * @throws SettingsException for the first option that is missing or wrong
     */
    static TenantSettings read(UnaryOperator<String> options, KeycloakDatabase keycloak) {
        TenantOptions read = new TenantOptions(options);
        DatabaseSettings database = read.database(keycloak);
        FurtherDatabases further = new FurtherDatabases(read, database);
        List<DatabaseSettings> furtherDatabases = further.settings();
        List<String> templates = read.templates();
        return new TenantSettings(
                database,
                furtherDatabases,
                further.placement(),
                read.schemaPrefix(),
                !read.schemaRoles().equals("false"),
                read.schemaRoles().equals(SCHEMA_ROLES_ON_15),
                read.reservedNames(),
                templates,
                keycloakHome().resolve(read.text(TEMPLATE_FOLDER, DEFAULT_TEMPLATE_FOLDER)),
                Duration.ofSeconds(read.number(RECONCILE_INTERVAL, DEFAULT_RECONCILE_INTERVAL, 1, 86_400)),
                read.outdatedSchema(),
                Duration.ofDays(read.number(ARCHIVE_RETENTION, DEFAULT_ARCHIVE_RETENTION, 0, 36_500)),
                read.migrationWorkers(Stream.concat(Stream.of(database), furtherDatabases.stream())
                        .mapToInt(DatabaseSettings::stripeSize)
                        .min()
                        .orElseThrow()),
                Duration.ofSeconds(read.number(DOWNLOAD_TIMEOUT, DEFAULT_DOWNLOAD_TIMEOUT, 1, 3_600)),
                read.flag(CONSOLE, DEFAULT_CONSOLE),
                read.hosts(),
                read.flag(RENAME_BY_TENANTS, DEFAULT_RENAME_BY_TENANTS),
                read.flag(ADMIN_ROLE_INCLUDES_TENANTS, DEFAULT_ADMIN_ROLE_INCLUDES_TENANTS),
                SignUpOptions.read(read, templates),
                read.untestedKeycloak());
    }

    /** Which kc.sh tells the server; relative folders are in it, wherever the server was started from. */
    private static Path keycloakHome() {
        return Path.of(System.getProperty("kc.home.dir", ""));
    }

    private DatabaseSettings database(KeycloakDatabase keycloak) {
        Optional<String> own = given(DB_URL);
        String url = own.or(() -> Optional.ofNullable(keycloak.url()))
                .orElseThrow(() -> new SettingsException(
                        DB_URL, "is needed, because Keycloak's own database is not PostgreSQL"));
        requirePostgres(DB_URL, url);
        int poolMaxSize = number(DB_POOL_MAX_SIZE, DEFAULT_POOL_MAX_SIZE, 2, 1_000);
        int poolStripes = stripes(DB_POOL_STRIPES, DEFAULT_POOL_STRIPES, poolMaxSize);
        // Keycloak's credentials are for Keycloak's database only.
        return new DatabaseSettings(
                TenantDatabases.MAIN,
                url,
                own.isPresent() ? required(DB_USERNAME, WITH_URL) : given(DB_USERNAME).orElse(keycloak.username()),
                own.isPresent() ? required(DB_PASSWORD, WITH_URL) : given(DB_PASSWORD).orElse(keycloak.password()),
                poolMaxSize,
                poolStripes,
                Duration.ofMillis(number(DB_CONNECTION_TIMEOUT, DEFAULT_CONNECTION_TIMEOUT, 250, 60_000)),
                limits(poolMaxSize, poolStripes));
    }

    /** @return the address */
    static String requirePostgres(String option, String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SettingsException(option, "must begin with jdbc:postgresql:");
        }
        return url;
    }

    /**
     * A stripe has at least four connections: the usual share of a tenant is half of them, and at least two.
     */
    int stripes(String option, String fallback, int poolMaxSize) {
        int stripes = number(option, fallback, 1, 1_000);
        if (stripes > 1 && (poolMaxSize % stripes != 0 || poolMaxSize / stripes < MIN_STRIPE_SIZE)) {
            throw new SettingsException(option, "must divide the " + poolMaxSize
                    + " connections of the pool into equal stripes of at least " + MIN_STRIPE_SIZE);
        }
        return stripes;
    }

    private Limits limits(int poolMaxSize, int poolStripes) {
        Limits usual = Limits.usual(poolMaxSize / poolStripes);
        return new Limits(
                milliseconds(DB_STATEMENT_TIMEOUT, usual.statement()),
                milliseconds(DB_LOCK_TIMEOUT, usual.lock()),
                number(DB_TENANT_CONNECTIONS, String.valueOf(usual.tenantConnections()), 1,
                        maxTenantConnections(poolMaxSize, poolStripes)));
    }

    /** One tenant never has a whole stripe, since the tenants that share it have no other. */
    private static int maxTenantConnections(int poolMaxSize, int poolStripes) {
        return poolStripes == 1 ? poolMaxSize : poolMaxSize / poolStripes - 1;
    }

    /** Of another pool than the main one, which may be smaller. */
    int tenantConnections(int poolMaxSize, int poolStripes) {
        int usual = Limits.usual(poolMaxSize / poolStripes).tenantConnections();
        return Math.min(
                maxTenantConnections(poolMaxSize, poolStripes),
                number(DB_TENANT_CONNECTIONS, String.valueOf(usual), 1, Integer.MAX_VALUE));
    }

    private Duration milliseconds(String option, Duration fallback) {
        return Duration.ofMillis(number(option, String.valueOf(fallback.toMillis()), 50, 3_600_000));
    }

    private String schemaPrefix() {
        String prefix = text(SCHEMA_PREFIX, DEFAULT_SCHEMA_PREFIX);
        if (!SchemaName.isPrefix(prefix)) {
            throw new SettingsException(SCHEMA_PREFIX,
                    "must be 1 to 20 lower-case letters, digits and underscores, begin with a letter and not with pg_");
        }
        return prefix;
    }

    private List<String> reservedNames() {
        List<String> names = list(RESERVED_NAMES, "");
        try {
            names.forEach(Pattern::compile);
        } catch (PatternSyntaxException malformed) {
            throw new SettingsException(RESERVED_NAMES, "holds something that is no regular expression");
        }
        return names;
    }

    private List<String> templates() {
        List<String> names = list(TEMPLATES, DEFAULT_TEMPLATES);
        if (names.isEmpty() || !names.stream().allMatch(name -> TEMPLATE_NAME.matcher(name).matches())) {
            throw new SettingsException(TEMPLATES,
                    "must be names of letters, digits, hyphens and underscores, with commas between them");
        }
        return names;
    }

    /** Each has a connection; one at least is left for those who sign in. */
    private int migrationWorkers(int stripeSize) {
        int max = stripeSize - 1;
        return number(MIGRATION_WORKERS, String.valueOf(Math.min(DEFAULT_MIGRATION_WORKERS, max)), 1, max);
    }

    private String schemaRoles() {
        String value = text(SCHEMA_ROLES, DEFAULT_SCHEMA_ROLES);
        return switch (value) {
            case "true", "false", SCHEMA_ROLES_ON_15 -> value;
            default -> throw new SettingsException(SCHEMA_ROLES, "must be true, false or " + SCHEMA_ROLES_ON_15);
        };
    }

    private HostRules hosts() {
        try {
            return new HostRules(text(HOST_ADDRESS, DEFAULT_HOST_ADDRESS), list(RESERVED_HOSTS, ""));
        } catch (IllegalArgumentException none) {
            throw new SettingsException(HOST_ADDRESS, "must be https://{host}, or http, and may have a port after it");
        }
    }

    private OutdatedSchema outdatedSchema() {
        return switch (text(OUTDATED_SCHEMA, DEFAULT_OUTDATED_SCHEMA)) {
            case "migrate" -> OutdatedSchema.MIGRATE;
            case "refuse" -> OutdatedSchema.REFUSE;
            default -> throw new SettingsException(OUTDATED_SCHEMA, "must be migrate or refuse");
        };
    }

    private boolean untestedKeycloak() {
        return switch (text(UNTESTED_KEYCLOAK, DEFAULT_UNTESTED_KEYCLOAK)) {
            case "allow" -> true;
            case "refuse" -> false;
            default -> throw new SettingsException(UNTESTED_KEYCLOAK, "must be refuse or allow");
        };
    }

    private Optional<String> given(String option) {
        return Optional.ofNullable(options.apply(option)).map(String::trim).filter(value -> !value.isEmpty());
    }

    String text(String option, String fallback) {
        return given(option).orElse(fallback);
    }

    String required(String option, String where) {
        return given(option).orElseThrow(() -> new SettingsException(option, "is needed " + where));
    }

    List<String> list(String option, String fallback) {
        return Arrays.stream(text(option, fallback).split(","))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean flag(String option, String fallback) {
        return switch (text(option, fallback)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingsException(option, "must be true or false");
        };
    }

    int number(String option, String fallback, int min, int max) {
        try {
            int value = Integer.parseInt(text(option, fallback));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like one out of range.
        }
        throw new SettingsException(option, "must be a whole number from " + min + " to " + max);
    }

    /** What {@code kc.sh start --help-all} and the server's info page show. */
    static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create();
        describe(builder, DB_URL, null, "JDBC address of the tenants' PostgreSQL; by default Keycloak's own.");
        describe(builder, DB_USERNAME, null, "User of the tenants' database; by default Keycloak's own.");
        describe(builder, DB_PASSWORD, null, "Password of the tenants' database; by default Keycloak's own.");
        describe(builder, DB_POOL_MAX_SIZE, DEFAULT_POOL_MAX_SIZE, "Connections for all tenants together.");
        describe(builder, DB_POOL_STRIPES, DEFAULT_POOL_STRIPES,
                "Into how many stripes the connections are divided; each tenant uses the connections of one stripe.");
        describe(builder, DB_CONNECTION_TIMEOUT, DEFAULT_CONNECTION_TIMEOUT,
                "Milliseconds that a request waits for a connection.");
        Limits usual = Limits.usual(Integer.parseInt(DEFAULT_POOL_MAX_SIZE));
        describe(builder, DB_STATEMENT_TIMEOUT, String.valueOf(usual.statement().toMillis()),
                "Milliseconds after which PostgreSQL gives a request's statement up.");
        describe(builder, DB_LOCK_TIMEOUT, String.valueOf(usual.lock().toMillis()),
                "Milliseconds that a request's statement waits for a lock.");
        describe(builder, DB_TENANT_CONNECTIONS, null,
                "Connections that one tenant may use at one time; by default half of its stripe.");
        describe(builder, FurtherDatabases.DATABASES, null, "Names of further databases for tenants, each with options "
                + "db-url-NAME, db-username-NAME, db-password-NAME and, if you like, db-pool-max-size-NAME and "
                + "db-pool-stripes-NAME.");
        describe(builder, FurtherDatabases.DATABASES_CLOSED, null, "Names of databases that take no new tenants.");
        describe(builder, FurtherDatabases.PLACEMENT, FurtherDatabases.FEWEST_TENANTS,
                "The database for new tenants: fewest-tenants for the one with the fewest tenants, or a name.");
        describe(builder, SCHEMA_PREFIX, DEFAULT_SCHEMA_PREFIX, "What the names of tenants' schemas begin with.");
        describe(builder, SCHEMA_ROLES, DEFAULT_SCHEMA_ROLES,
                "true, false or true-on-15: whether each tenant's schema is owned by a PostgreSQL role of its own. Before"
                        + " PostgreSQL 16 that takes true-on-15, which accepts that the pool's user can reach the"
                        + " database host's shell.");
        describe(builder, RESERVED_NAMES, null, "Regular expressions of further names that no tenant may have.");
        describe(builder, TEMPLATES, DEFAULT_TEMPLATES, "Names of the realm templates that may be asked for.");
        describe(builder, TEMPLATE_FOLDER, DEFAULT_TEMPLATE_FOLDER,
                "Folder of realm templates, looked into before the JAR; relative to Keycloak's home.");
        describe(builder, RECONCILE_INTERVAL, DEFAULT_RECONCILE_INTERVAL,
                "Seconds between two looks for tenants that a crash left half-made.");
        describe(builder, OUTDATED_SCHEMA, DEFAULT_OUTDATED_SCHEMA,
                "migrate or refuse: what happens on access to a tenant whose schema is behind this server.");
        describe(builder, ARCHIVE_RETENTION, DEFAULT_ARCHIVE_RETENTION,
                "Days after which an archived tenant is purged, unless its operator says otherwise.");
        describe(builder, MIGRATION_WORKERS, String.valueOf(DEFAULT_MIGRATION_WORKERS),
                "How many tenants are migrated at once, when all are; fewer than connections.");
        describe(builder, DOWNLOAD_TIMEOUT, DEFAULT_DOWNLOAD_TIMEOUT,
                "Seconds that a bundle or an export waits for a reader who does not read; then it breaks off.");
        describe(builder, CONSOLE, DEFAULT_CONSOLE,
                "true or false: whether the tenants console exists, /realms/master/tenants/console.");
        describe(builder, HOST_ADDRESS, DEFAULT_HOST_ADDRESS,
                "What addresses of a tenant with a host of its own begin with.");
        describe(builder, RESERVED_HOSTS, null, "Hosts that no tenant may have, commas between them.");
        describe(builder, RENAME_BY_TENANTS, DEFAULT_RENAME_BY_TENANTS,
                "true or false: whether a tenant's own admins may rename its realm.");
        describe(builder, ADMIN_ROLE_INCLUDES_TENANTS, DEFAULT_ADMIN_ROLE_INCLUDES_TENANTS,
                "true or false: whether master's role admin includes the roles over each new tenant's realm.");
        SignUpOptions.describe(builder);
        describe(builder, UNTESTED_KEYCLOAK, DEFAULT_UNTESTED_KEYCLOAK,
                "refuse or allow: whether a server starts on a minor version of Keycloak that this was not tested on.");
        return builder.build();
    }

    static void describe(ProviderConfigurationBuilder builder, String name, String fallback, String help) {
        builder.property().name(name).type(ProviderConfigProperty.STRING_TYPE).defaultValue(fallback).helpText(help).add();
    }
}
