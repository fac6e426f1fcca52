package dev.tenantry.keycloak.realm;

import static java.util.stream.Collectors.partitioningBy;

import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.keycloak.local.LocalIds;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Reserves the plain ids of a tenant's users for the tenant's realm. A plain id is an id that Keycloak uses unchanged.
 * Refuses an id that another realm has reserved, or that another realm's user in Keycloak's own tables has. Repeatable.
 * Thread-safe.
 */
public final class KeptIds {

    private static final int PAGE = 1000;

    private static final String PLAIN = """
            select id from users where plain_id and id > ? and (left(id, 13) <> ? or ?) order by id limit ?""";

    private final PlainIds reserved;
    private final LocalIds local;

    public KeptIds(KeycloakSessionFactory factory, PlainIds reserved) {
        this.reserved = reserved;
        this.local = new LocalIds(factory);
    }

    /**
     * Reserves the given ids for a realm as plain ids. An id that another realm has is refused, and not reserved.
     *
     * @return a map from each refused id to the name or id of the realm that has the refused id
     */
    public Map<String, String> reserve(String realmId, Collection<String> ids) {
        return ExceptionTranslation.call(() -> {
            Map<String, String> refused = new TreeMap<>();
            Set<String> taken = reserved.reserve(realmId, ids);
            if (!taken.isEmpty()) {
                Map<String, String> owners = reserved.ofOthers(realmId, taken);
                taken.forEach(id -> refused.put(id, owners.getOrDefault(id, "another realm")));
            }
            List<String> open = ids.stream().filter(id -> !taken.contains(id)).toList();
            Map<String, String> others = local.ofOthers(realmId, open);
            reserved.cancel(realmId, others.keySet());
            others.forEach((id, owner) -> refused.put(id, local.realmName(owner)));
            reserved.confirm(realmId, open);
            return refused;
        });
    }

    /**
     * Reserves the plain ids of all users of a schema, except ids with the tenant's own prefix.
     *
     * @param isNewHere true if the tenant's prefix is new in the registry; this method then also checks Keycloak's own
     *     tables for ids with the prefix
     * @throws TenantException (id taken) if another realm has one of the ids
     */
    public void reserveAll(Tenant tenant, TenantReadHandle handle, boolean isNewHere) {
        String prefix = tenant.idPrefix().value();
        if (isNewHere && local.haveOthers(tenant.realmId(), prefix)) {
            throw TenantException.idTaken("Users of a standard realm have ids that begin as those of tenant "
                    + tenant.name() + ": restore it under new ids");
        }
        String last = "";
        for (List<String> ids = page(handle, last, prefix, isNewHere); !ids.isEmpty();
                ids = page(handle, last, prefix, isNewHere)) {
            Map<Boolean, List<String>> own = ids.stream().collect(partitioningBy(tenant.idPrefix()::begins));
            Map<String, String> refused = new TreeMap<>(local.ofOthers(tenant.realmId(), own.get(true)));
            refused.putAll(reserve(tenant.realmId(), own.get(false)));
            refused.forEach((id, owner) -> {
                throw TenantException.idTaken("User " + id + " of tenant " + tenant.name() + " has an id that a user of "
                        + owner + " has");
            });
            last = ids.get(ids.size() - 1);
        }
    }

    private static List<String> page(TenantReadHandle handle, String last, String prefix, boolean ownToo) {
        return handle.query(PLAIN, row -> row.getString(1), last, prefix, ownToo, PAGE);
    }
}
