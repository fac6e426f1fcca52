package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.keycloak.local.LocalIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Finds users of standard realms who have an id that belongs to a tenant's realm. Such users can exist if they were
 * created when Tenantry did not yet check the ids of new users. Reads Keycloak's table of users in pages, and the
 * registry once per page. Does not read tenants' schemas.
 */
public record DuplicateIds(KeycloakSessionFactory factory, PlainIds reserved) {

    private static final int PAGE = 5_000;

    /** The key of a group of users: the users' realm, and the tenant that owns the users' ids. */
    private record Group(String realmId, String owner) {}

    public List<Finding> findings() {
        LocalIds local = new LocalIds(factory);
        Map<Group, List<String>> found = new LinkedHashMap<>();
        String last = "";
        for (Map<String, String> page = local.after(last, PAGE); !page.isEmpty(); page = local.after(last, PAGE)) {
            Map<String, String> realms = page;
            reserved.ofOthers(realms).forEach((id, owner) -> {
                Group group = new Group(realms.get(id), owner);
                found.computeIfAbsent(group, first -> new ArrayList<>()).add(id);
            });
            last = page.keySet().stream().reduce((before, next) -> next).orElseThrow();
        }
        return found.entrySet().stream()
                .map(entry -> finding(local, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding finding(LocalIds local, Group group, List<String> ids) {
        return new Finding(Kind.ID_DUPLICATE, local.realmName(group.realmId()), null, ids.size()
                + " users, such as " + ids.get(0) + ", have ids that belong to " + group.owner(), false);
    }
}
