package dev.tenantry.support.actors;

import java.util.UUID;
import org.keycloak.storage.StorageId;

/**
 * A user as the adoption of a standard realm leaves the user: in the tenant's schema, and with the id from Keycloak's
 * own tables. The user has the default roles, and the password of the tenant's first user.
 */
public record AdoptedUser(TestTenant tenant, String id, String username) {

    public static AdoptedUser in(TestTenant tenant, String username) {
        return in(tenant, UUID.randomUUID().toString(), username);
    }

    public static AdoptedUser in(TestTenant tenant, String id, String username) {
        AdoptedUser user = new AdoptedUser(tenant, id, username);
        user.insert();
        return user;
    }

    private void insert() {
        tenant.keycloak().database().execute(
                "insert into tenantry.plain_id values (?, ?, true) on conflict do nothing", id, tenant.id());
        execute("""
                insert into %1$s.users (id, plain_id, username, email, email_shared, first_name, last_name,
                    email_verified, enabled, not_before, created_at, password, role_ids, found_by)
                select ?, true, ?, ?, false, 'Grace', 'Hopper', true, true, 0, 1,
                    u.password || jsonb_build_object('id', ?::text), array[r.id::text], array['r:' || r.id]
                from %1$s.users u, public.keycloak_role r
                where u.id = ? and r.realm_id = ? and r.name = ?""",
                id, username, username + "@" + tenant.name() + ".test", UUID.randomUUID().toString(),
                StorageId.externalId(tenant.firstUserId()), tenant.id(), "default-roles-" + tenant.name());
    }

    private void execute(String sql, Object... parameters) {
        int rows = tenant.keycloak().database().execute(sql.formatted("\"" + tenant.schema() + "\""), parameters);
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows, where one was expected, by: " + sql);
        }
    }

    /** The user's path in the admin API, below the realm's path. */
    public String path() {
        return "/users/" + id;
    }
}
