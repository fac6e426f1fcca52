package dev.tenantry.server;

import dev.tenantry.db.DatabaseSettings;
import dev.tenantry.db.Limits;
import dev.tenantry.tenant.PlacementRule;
import dev.tenantry.tenant.TenantDatabases;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The options of the databases beside the main one, and which of all of them takes a new tenant. */
final class FurtherDatabases {

    static final String DATABASES = "databases";
    static final String DATABASES_CLOSED = "databases-closed";
    static final String PLACEMENT = "placement";
    static final String FEWEST_TENANTS = "fewest-tenants";

    /** Part of an option's name, and so of an environment variable's. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int MAX_LENGTH = 40;

    private final TenantOptions options;
    private final DatabaseSettings main;
    private final List<String> names;

    /** @throws SettingsException where a name is none, or given twice */
    FurtherDatabases(TenantOptions options, DatabaseSettings main) {
        this.options = options;
        this.main = main;
        this.names = options.list(DATABASES, "");
        Set<String> all = new HashSet<>(names);
        all.add(TenantDatabases.MAIN);
        if (all.size() <= names.size() || !names.stream().allMatch(FurtherDatabases::isName)) {
            throw new SettingsException(DATABASES, "must be names of lower-case letters, digits and single hyphens, "
                    + "with commas between them, each of them once and none of them " + TenantDatabases.MAIN);
        }
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.length() <= MAX_LENGTH;
    }

    List<DatabaseSettings> settings() {
        return names.stream().map(this::settings).toList();
    }

    private DatabaseSettings settings(String name) {
        int poolMaxSize = options.number(
                of(TenantOptions.DB_POOL_MAX_SIZE, name), String.valueOf(main.poolMaxSize()), 2, 1_000);
        int poolStripes = options.stripes(
                of(TenantOptions.DB_POOL_STRIPES, name), String.valueOf(main.poolStripes()), poolMaxSize);
        Limits limits = main.limits();
        return new DatabaseSettings(
                name,
                TenantOptions.requirePostgres(of(TenantOptions.DB_URL, name), required(TenantOptions.DB_URL, name)),
                required(TenantOptions.DB_USERNAME, name),
                required(TenantOptions.DB_PASSWORD, name),
                poolMaxSize,
                poolStripes,
                main.connectionTimeout(),
                new Limits(limits.statement(), limits.lock(), options.tenantConnections(poolMaxSize, poolStripes)));
    }

    private String required(String option, String name) {
        return options.required(of(option, name), "where " + DATABASES + " names that database");
    }

    private static String of(String option, String name) {
        return option + "-" + name;
    }

    PlacementRule placement() {
        List<String> all = Stream.concat(Stream.of(TenantDatabases.MAIN), names.stream()).toList();
        Set<String> closed = Set.copyOf(options.list(DATABASES_CLOSED, ""));
        if (!all.containsAll(closed) || closed.size() == all.size()) {
            throw new SettingsException(DATABASES_CLOSED, "must be names of databases, with commas between them: "
                    + TenantDatabases.MAIN + " or such as " + DATABASES + " has, and not all of these");
        }
        String usual = options.text(PLACEMENT, FEWEST_TENANTS);
        if (usual.equals(FEWEST_TENANTS)) {
            return new PlacementRule(closed, null);
        }
        if (!all.contains(usual) || closed.contains(usual)) {
            throw new SettingsException(
                    PLACEMENT, "must be " + FEWEST_TENANTS + " or the name of a database that takes new tenants");
        }
        return new PlacementRule(closed, usual);
    }
}
