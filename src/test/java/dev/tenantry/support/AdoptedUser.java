package dev.tenantry.support;

import java.util.UUID;
import org.keycloak.storage.StorageId;

/**
 * A user as the adoption of a stock realm leaves one: in the tenant's schema, and known to Keycloak by the id that its
 * own store had given them. Has the default roles, and the password of the tenant's first user.
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
                insert into %s.users (id, plain_id, username, email, email_shared, first_name, last_name,
                    email_verified, enabled, not_before, created_at)
                values (?, true, ?, ?, false, 'Grace', 'Hopper', true, true, 0, 1)""",
                id, username, username + "@" + tenant.name() + ".test");
        execute("""
                insert into %1$s.credential (id, user_id, position, type, label, created_at, secret_data,
                    credential_data)
                select ?, ?, c.position, c.type, c.label, c.created_at, c.secret_data, c.credential_data
                from %1$s.credential c where c.user_id = ? and c.type = 'password'""",
                UUID.randomUUID().toString(), id, StorageId.externalId(tenant.firstUserId()));
        execute("""
                insert into %s.role_mapping (user_id, role_id)
                select ?, r.id from public.keycloak_role r where r.realm_id = ? and r.name = ?""",
                id, tenant.id(), "default-roles-" + tenant.name());
    }

    private void execute(String sql, Object... parameters) {
        int rows = tenant.keycloak().database().execute(sql.formatted("\"" + tenant.schema() + "\""), parameters);
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows, where one was expected, by: " + sql);
        }
    }

    /** Where the admin API has the user, below the realm's path. */
    public String path() {
        return "/users/" + id;
    }
}
