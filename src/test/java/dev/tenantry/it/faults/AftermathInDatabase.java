package dev.tenantry.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.Meters;
import dev.tenantry.support.keycloak.TwoNodes;
import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks that no schema, role, realm, row, connection, transaction or lock is left over after the faults. */
final class AftermathInDatabase {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Platform platform;
    private final TestDatabase database;
    private final TwoNodes nodes;
    private final int poolMaxSize;
    private final List<Object> rolesAtFirst;

    /** Create it before the first tenant exists: it reads the roles that the server has without tenants. */
    AftermathInDatabase(Platform platform, TestDatabase database, TwoNodes nodes, int poolMaxSize) {
        this.platform = platform;
        this.database = database;
        this.nodes = nodes;
        this.poolMaxSize = poolMaxSize;
        this.rolesAtFirst = column("select rolname from pg_roles");
    }

    /** Waits until the reconciler has removed all findings, and returns the findings that remain. */
    Check findings() {
        return soon("findings after the reconciler's turn", 0, () -> {
            Reply reply = platform.asAdmin(admin -> admin.get(TestTenants.PATH + "/findings"));
            List<String> found = new ArrayList<>();
            if (reply.isDone()) {
                reply.answer().json().forEach(finding -> found.add(finding.toString()));
            } else {
                found.add(reply.text());
            }
            return found;
        });
    }

    List<Check> checks() {
        List<Object> roles = new ArrayList<>(column("select rolname from pg_roles"));
        roles.removeAll(rolesAtFirst);
        int tenants = column("select name from tenantry.tenant").size();
        return List.of(
                none("schemas without a tenant",
                        count("select 1 from pg_namespace where nspname like 'tenant\\_%'"), """
                        select nspname from pg_namespace where nspname like 'tenant\\_%'
                        and nspname not in (select schema_name from tenantry.tenant)"""),
                none("roles that own no tenant's schema", roles.size(), """
                        select rolname from pg_roles r where rolname = any (string_to_array(?, ',')) and not exists
                        (select 1 from pg_namespace where nspowner = r.oid and nspname like 'tenant\\_%')""",
                        String.join(",", roles.stream().map(String::valueOf).toList())),
                none("realms without a tenant", count("select 1 from realm"), """
                        select name from realm where name <> 'master'
                        and id not in (select realm_id from tenantry.tenant)"""),
                none("master's clients of realms that are gone", count("select 1 from client"), """
                        select client_id from client c join realm m on m.id = c.realm_id and m.name = 'master'
                        where client_id like '%-realm'
                        and left(client_id, -6) not in (select name from realm)"""),
                none("components of realms that are gone", count("select 1 from component"), """
                        select id from component where provider_id = 'tenantry'
                        and realm_id not in (select realm_id from tenantry.tenant)"""),
                none("tenants neither active nor suspended", tenants, """
                        select name || ': ' || state from tenantry.tenant
                        where state not in ('ACTIVE', 'SUSPENDED')"""),
                residue(),
                connections("connections of the extension in use", "tenantry_pool_connections", "state=\"active\""),
                connections("connections of Keycloak in use", "agroal_active_count"),
                soon("sessions of the extension, beyond its pools", sessions(),
                        () -> sessions() <= 2 * poolMaxSize
                                ? List.of()
                                : List.of(sessions() + " sessions")),
                sessions("sessions idle in a transaction for more than three seconds",
                        "state like 'idle in%' and state_change < now() - interval '3 seconds'"),
                sessions("statements that run for more than three seconds",
                        "state = 'active' and query_start < now() - interval '3 seconds'"),
                none("advisory locks", 0, "select pid || ' ' || objid from pg_locks where locktype = 'advisory'"),
                none("prepared transactions", 0, "select gid from pg_prepared_xacts"));
    }

    private Check residue() {
        List<String> problems = new ArrayList<>();
        List<Object> names = column("select name from tenantry.tenant");
        for (Object name : names) {
            Reply reply = platform.asAdmin(admin -> admin.get(TestTenants.PATH + "/" + name + "/residue"));
            JsonNode rows = reply.isDone() ? reply.answer().json().get("rows") : null;
            if (rows == null || rows.asLong() != 0) {
                problems.add(name + ": " + reply.text());
            }
        }
        return new Check("tenants with rows in Keycloak's user tables", names.size(), problems);
    }

    private Check connections(String what, String meter, String... labels) {
        return soon(what, 2, () -> {
            List<String> problems = new ArrayList<>();
            for (KeycloakServer node : List.of(nodes.first(), nodes.second())) {
                double inUse = Meters.of(node).value(meter, labels);
                if (inUse != 0) {
                    problems.add(inUse + " at " + node.url());
                }
            }
            return problems;
        });
    }

    private Check sessions(String what, String condition) {
        String sessions = "select pid || ' ' || application_name || ' ' || state || ': ' || left(query, 100)"
                + " from pg_stat_activity where datname = current_database() and backend_type = 'client backend'";
        return soon(what, count(sessions), () -> texts(sessions + " and " + condition));
    }

    private int sessions() {
        return count("select 1 from pg_stat_activity where application_name = '" + Watch.EXTENSION + "'");
    }

    private Check none(String what, int looked, String sql, Object... parameters) {
        return soon(what, looked, () -> texts(sql, parameters));
    }

    /** Waits until there is no problem. Returns the problems that remain at the end of the timeout. */
    private static Check soon(String what, int looked, Supplier<List<String>> problems) {
        try {
            Eventually.holdsWithin(TIMEOUT, what, () -> problems.get().isEmpty());
            return new Check("no " + what, looked, List.of());
        } catch (AssertionError stillThere) {
            return new Check("no " + what, looked, problems.get());
        }
    }

    private int count(String sql) {
        return database.rows(sql).size();
    }

    private List<String> texts(String sql, Object... parameters) {
        return column(sql, parameters).stream().map(String::valueOf).toList();
    }

    private List<Object> column(String sql, Object... parameters) {
        return database.rows(sql, parameters).stream().map(row -> row.get(0)).toList();
    }
}
