package dev.tenantry.it.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A digest of each part of a tenant: the rows of its schema, its realm's rows in Keycloak's tables, its realm's export,
 * its row in the registry. Equal digests show that nothing has changed in between. Keycloak's tables of sessions and
 * events are left out, since they change at each login.
 */
record TenantDigest(Map<String, String> parts) {

    private static final String TABLES = """
            select format('%I.%I', table_schema, table_name), '' from information_schema.tables
            where table_schema = ? and table_type = 'BASE TABLE'
            union all
            select format('%I.%I', c.table_schema, c.table_name), 'where realm_id = ?'
            from information_schema.columns c
            where (c.table_schema = 'public' or c.table_schema = 'tenantry' and c.table_name = 'tenant')
              and c.column_name = 'realm_id' and c.table_name !~ '(session|event|login_failure|single_use)'""";

    private static final String ROWS = """
            select '%1$s', count(*) || ' ' || coalesce(md5(string_agg(r::text, ' ' order by r::text)), '')
            from %1$s r %2$s""";

    static TenantDigest of(TestTenant tenant) {
        TestDatabase database = tenant.keycloak().database();
        List<String> queries = new ArrayList<>();
        List<Object> ids = new ArrayList<>();
        for (List<Object> table : database.rows(TABLES, tenant.schema())) {
            queries.add(ROWS.formatted(table.get(0), table.get(1)));
            if (!table.get(1).equals("")) {
                ids.add(tenant.id());
            }
        }
        Map<String, String> parts = new TreeMap<>();
        database.rows(String.join("\nunion all\n", queries), ids.toArray())
                .forEach(row -> parts.put((String) row.get(0), (String) row.get(1)));
        parts.put("export", sorted(tenant.post(
                "/partial-export?exportClients=true&exportGroupsAndRoles=true", Map.of()).json()));
        return new TenantDigest(parts);
    }

    /** The parts that have changed, as text; empty if no part has changed. */
    List<String> changedSince(TenantDigest before) {
        return Stream.concat(parts.keySet().stream(), before.parts.keySet().stream())
                .distinct()
                .filter(part -> !Objects.equals(parts.get(part), before.parts.get(part)))
                .map(part -> part + ": "
                        + around(String.valueOf(parts.get(part)), String.valueOf(before.parts.get(part))))
                .toList();
    }

    private static String around(String after, String before) {
        int at = 0;
        while (at < Math.min(after.length(), before.length()) && after.charAt(at) == before.charAt(at)) {
            at++;
        }
        return excerpt(before, at) + " became " + excerpt(after, at);
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 100));
    }

    /** The JSON with all lists and fields sorted, since Keycloak exports sets in a varying order. */
    private static String sorted(JsonNode node) {
        if (node instanceof ArrayNode) {
            return StreamSupport.stream(node.spliterator(), false).map(TenantDigest::sorted).sorted()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.isObject()
                ? node.properties().stream().map(field -> field.getKey() + ":" + sorted(field.getValue())).sorted()
                        .collect(Collectors.joining(",", "{", "}"))
                : node.toString();
    }
}
