package dev.tenantry.keycloak.config;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.tenantry.core.lifecycle.OutdatedSchema;
import dev.tenantry.core.tenant.HostRules;
import dev.tenantry.core.tenant.SchemaName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of tenants and their schemas, {@code --spi-tenants--default--…}, and the list of all options. */
public final class TenantOptions {

    public static final OptionGroup GROUP = new OptionGroup();

    public static final String SCHEMA_ROLES_ON_15 = "true-on-15";

    static final Option<String> SCHEMA_PREFIX =
            GROUP.text("schema-prefix", "tenant_", "How the names of new schemas begin.")
                    .such(SchemaName::isPrefix,
                            "must be 1 to 20 lower-case letters, digits and underscores, begin with a letter and not with"
                                    + " pg_");
    public static final Option<String> SCHEMA_ROLES = GROUP.choice("schema-roles", "true",
            List.of("true", "false", SCHEMA_ROLES_ON_15),
            "true, false or true-on-15: whether a PostgreSQL role owns each new schema. Before PostgreSQL 16, roles require"
                    + " true-on-15, which accepts that the database user can run programs on the database's host.",
            UnaryOperator.identity());
    static final Option<List<String>> RESERVED_NAMES = GROUP.list("reserved-names", "",
                    "Further names that no tenant can have: regular expressions, separated by commas.")
            .such(TenantOptions::areRegularExpressions, "must be regular expressions, with commas between them");
    static final Option<List<String>> TEMPLATES = GROUP.list("templates", "default",
                    "Names of the templates for new tenants, separated by commas.")
            .such(TenantOptions::areTemplateNames,
                    "must be names of letters, digits, hyphens and underscores, with commas between them");
    static final Option<String> TEMPLATE_FOLDER = GROUP.text("template-folder", "conf/realm-export",
            "Folder of templates, which is searched before the JAR. Relative to Keycloak's home.");
    static final Option<String> HOST_ADDRESS = GROUP.text("host-address", "https://{host}",
            "How addresses of a tenant with a host of its own begin. Can be http and have a port.");
    static final Option<List<String>> RESERVED_HOSTS = GROUP.list("reserved-hosts", "",
            "Hosts that no tenant can have, separated by commas. Keycloak's own host is always reserved.");
    static final Option<Boolean> RENAME_BY_TENANTS = GROUP.flag("rename-by-tenants", false,
            "true or false: whether a tenant's own admins can rename its realm.");
    static final Option<Boolean> ADMIN_ROLE_INCLUDES_TENANTS = GROUP.flag("admin-role-includes-tenants", true,
            "true or false: whether master's role admin includes the roles over each new tenant's realm.");
    static final Option<Duration> ARCHIVE_RETENTION = GROUP.duration("archive-retention", 30, DAYS, 0, 36_500,
            "Days between archive and purge, if the operator gives no other number.");
    static final Option<OutdatedSchema> OUTDATED_SCHEMA = GROUP.choice("outdated-schema", "migrate",
            List.of("migrate", "refuse"),
            "migrate or refuse: what happens on access to a tenant with an outdated schema. A refusal is a 503.",
            value -> OutdatedSchema.valueOf(value.toUpperCase(Locale.ROOT)));
    static final Option<Integer> MIGRATION_WORKERS = GROUP.number("migration-workers", null, 1, 999,
            "Tenants that a migration of all tenants migrates at a time. Fewer than the connections of the smallest stripe."
                    + " Default: 2.");
    static final Option<Duration> RECONCILE_INTERVAL = GROUP.duration("reconcile-interval", 60, SECONDS, 1, 86_400,
            "Seconds between two runs of maintenance, the reconciler and the purge among them.");
    static final Option<Duration> DOWNLOAD_TIMEOUT = GROUP.duration("download-timeout", 60, SECONDS, 1, 3_600,
            "Seconds after which a bundle or an export is canceled if the client reads no data.");
    static final Option<Boolean> CONSOLE = GROUP.flag("console", true,
            "true or false: whether the tenants console exists, at /realms/master/tenants/console.");
    public static final Option<Boolean> UNTESTED_KEYCLOAK = GROUP.choice("untested-keycloak", "refuse",
            List.of("refuse", "allow"),
            "refuse or allow: whether the server starts on a minor version of Keycloak that was not tested.",
            "allow"::equals);

    private static final int USUAL_MIGRATION_WORKERS = 2;
    private static final Pattern TEMPLATE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private TenantOptions() {}

    /**
     * @param options a function from an option's name to the option's text; the function returns null if the option is
     *     not set
     * @throws SettingsException if an option is missing or wrong; the message names the first such option
     */
    public static TenantSettings read(UnaryOperator<String> options, KeycloakDatabase keycloak) {
        OptionValues values = new OptionValues(options);
        DatabaseOptions databases = new DatabaseOptions(values, keycloak);
        String schemaRoles = values.get(SCHEMA_ROLES);
        List<String> templates = values.get(TEMPLATES);
        return new TenantSettings(
                databases.main(),
                databases.further(),
                databases.placement(),
                values.get(SCHEMA_PREFIX),
                !schemaRoles.equals("false"),
                schemaRoles.equals(SCHEMA_ROLES_ON_15),
                values.get(RESERVED_NAMES),
                templates,
                keycloakHome().resolve(values.get(TEMPLATE_FOLDER)),
                values.get(RECONCILE_INTERVAL),
                values.get(OUTDATED_SCHEMA),
                values.get(ARCHIVE_RETENTION),
                migrationWorkers(values, databases.smallestStripe() - 1),
                values.get(DOWNLOAD_TIMEOUT),
                values.get(CONSOLE),
                hosts(values),
                values.get(RENAME_BY_TENANTS),
                values.get(ADMIN_ROLE_INCLUDES_TENANTS),
                SignUpOptions.read(values, templates),
                values.get(UNTESTED_KEYCLOAK));
    }

    /**
     * Returns Keycloak's home folder, whose path kc.sh passes to the server. Relative paths in options are relative to
     * this folder, and not to the working directory.
     */
    private static Path keycloakHome() {
        return Path.of(System.getProperty("kc.home.dir", ""));
    }

    /**
     * Returns the number of migration workers. Each worker uses a connection, and at least one connection must remain
     * for logins.
     */
    private static int migrationWorkers(OptionValues values, int max) {
        return values.get(MIGRATION_WORKERS
                .orElse(Math.min(USUAL_MIGRATION_WORKERS, max))
                .such(workers -> workers <= max, OptionGroup.range(1, max)));
    }

    private static HostRules hosts(OptionValues values) {
        try {
            return new HostRules(values.get(HOST_ADDRESS), values.get(RESERVED_HOSTS));
        } catch (IllegalArgumentException invalid) {
            throw HOST_ADDRESS.refused("must be https://{host}, or http, and may have a port after it");
        }
    }

    /**
     * @throws java.util.regex.PatternSyntaxException (an IllegalArgumentException) if a text is no regular expression
     */
    private static boolean areRegularExpressions(List<String> names) {
        names.forEach(Pattern::compile);
        return true;
    }

    private static boolean areTemplateNames(List<String> names) {
        return !names.isEmpty() && names.stream().allMatch(name -> TEMPLATE_NAME.matcher(name).matches());
    }

    /** Returns all options. {@code kc.sh start --help-all} and the server's info page show these options. */
    public static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create();
        Stream.of(DatabaseOptions.GROUP, GROUP, SignUpOptions.GROUP)
                .flatMap(group -> group.options().stream())
                .forEach(option -> builder.property()
                        .name(option.name())
                        .type(ProviderConfigProperty.STRING_TYPE)
                        .defaultValue(option.defaultOrNull())
                        .helpText(option.meaning())
                        .add());
        return builder.build();
    }
}
