package dev.tenantry.it.faults;

import dev.tenantry.support.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Checks that each requested tenant exists completely or not at all, as the answers to its operator say. */
final class AftermathOfTenants {

    private static final int NODES = 2;

    private final Platform platform;
    private final TestDatabase database;
    private final List<Tenancy> tenancies;
    private final List<String> lost = new ArrayList<>();
    private final List<String> halfMade = new ArrayList<>();
    private int acknowledged;
    private int there;

    AftermathOfTenants(Platform platform, TestDatabase database, List<Tenancy> tenancies) {
        this.platform = platform;
        this.database = database;
        this.tenancies = tenancies;
    }

    List<Check> checks() {
        tenancies.forEach(this::look);
        return List.of(
                new Check("acknowledged provisionings, drops, names and states of tenants hold", acknowledged, lost),
                new Check("tenants are wholly there (" + there + ") or not at all", tenancies.size(), halfMade));
    }

    private void look(Tenancy tenancy) {
        acknowledged += tenancy.exists().isCertain() ? 1 : 0;
        List<List<Object>> registry = database.rows("""
                select realm_id, name, state from tenantry.tenant where starts_with(schema_name, ?)""",
                schemaPrefix(tenancy));
        int schemas = database.rows("select 1 from pg_namespace where starts_with(nspname, ?)",
                schemaPrefix(tenancy)).size();
        List<List<Object>> realms = database.rows(
                "select id, name from realm where name = any (string_to_array(?, ','))",
                String.join(",", tenancy.name().possible()));
        boolean isThere = registry.size() == 1 && schemas == 1 && realms.size() == 1;
        boolean isGone = registry.isEmpty() && schemas == 0 && realms.isEmpty();
        if (!isThere && !isGone) {
            halfMade.add(tenancy + ": " + registry + " in the registry, " + schemas + " schemas, realms " + realms);
        } else if (!tenancy.exists().possible().contains(isThere)) {
            lost.add(tenancy + (isThere ? " is there and was dropped" : " is not there and was not dropped"));
        } else if (isGone) {
            gone(tenancy);
        } else {
            there++;
            there(tenancy, registry.get(0), realms.get(0));
        }
    }

    private static String schemaPrefix(Tenancy tenancy) {
        return "tenant_" + tenancy.firstName() + "_";
    }

    private void gone(Tenancy tenancy) {
        for (int node = 0; node < NODES; node++) {
            for (String name : tenancy.name().possible()) {
                Reply reply = platform.asAdmin(node, admin -> admin.get("/" + name));
                if (reply.status() != 404) {
                    halfMade.add(tenancy + " is gone, and node " + (node + 1) + " says of its realm: " + reply.text());
                }
            }
        }
        boolean wasThere = tenancy.realmIdOrNull() != null;
        if (wasThere && database.rows("select 1 from tenantry.deletion_record where realm_id = ?",
                tenancy.realmIdOrNull())
                .size() != 1) {
            lost.add(tenancy + " was dropped and has no deletion record");
        }
    }

    private void there(Tenancy tenancy, List<Object> registry, List<Object> realm) {
        String state = (String) registry.get(2);
        if (!registry.subList(0, 2).equals(realm)) {
            halfMade.add(tenancy + ": the registry has " + registry + " and Keycloak the realm " + realm);
        }
        if (!tenancy.state().possible().contains(state)) {
            lost.add(tenancy + " is " + state + " and not one of " + tenancy.state().possible());
        }
        for (int node = 0; node < NODES; node++) {
            Reply reply = platform.at(node, (String) realm.get(1),
                    at -> at.passwordGrant("admin-cli", Tenancy.FIRST_USER, Tenancy.PASSWORD));
            if (state.equals(Tenancy.ACTIVE) ? !reply.isDone() : reply.status() != 403) {
                halfMade.add(tenancy + " is " + state + ", and node " + (node + 1) + " says to its first user: "
                        + reply.text());
            }
        }
    }
}
