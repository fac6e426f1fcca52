package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantHandle;
import java.util.Arrays;

/**
 * Updates or deletes all users that refer to an object of the realm, such as a role, if the object was removed or got a
 * new id. Each statement changes a limited number of users. All statements run in the handle's transaction. Not
 * thread-safe.
 */
public final class References {

    /**
     * The maximum number of users that one statement changes. With this limit, a statement takes less time than the
     * default of the option {@code db-statement-timeout}.
     */
    private static final int STEP = 20_000;

    private final TenantHandle handle;
    private final int step;

    public References(TenantHandle handle) {
        this(handle, STEP);
    }

    /** @param step the maximum number of users that one statement changes */
    References(TenantHandle handle, int step) {
        this.handle = handle;
        this.step = step;
    }

    public void grantRoleToAll(String roleId) {
        changeAll("update users set role_ids = role_ids || ?, found_by = found_by || ?",
                "not found_by @> array[?::text]",
                new String[] {roleId}, new String[] {FoundBy.role(roleId)}, FoundBy.role(roleId));
    }

    public void removeRole(String roleId) {
        String term = FoundBy.role(roleId);
        changeAll("update users set role_ids = array_remove(role_ids, ?), found_by = array_remove(found_by, ?)",
                "found_by @> array[?::text]",
                roleId, term, term);
    }

    public void removeGroup(String groupId) {
        String term = FoundBy.group(groupId);
        changeAll("update users set groups = groups - ?, found_by = array_remove(found_by, ?)",
                "found_by @> array[?::text]",
                groupId, term, term);
    }

    /**
     * Replaces the id of a group in all memberships. A restored tenant's group may have a new id. Does nothing if the
     * two ids are equal.
     */
    public void replaceGroup(String groupId, String newGroupId) {
        if (groupId.equals(newGroupId)) {
            return;
        }
        changeAll("""
                update users set groups = groups - ? || jsonb_build_object(?, groups -> ?),
                  found_by = array_replace(found_by, ?, ?)""",
                "found_by @> array[?::text]",
                groupId, newGroupId, groupId, FoundBy.group(groupId), FoundBy.group(newGroupId),
                FoundBy.group(groupId));
    }

    public void removeIdentityProvider(String alias) {
        String term = FoundBy.brokerLink(alias);
        changeAll("""
                update users set broker_links = broker_links - ?,
                  found_by = array(select t from unnest(found_by) t where t <> ? and not starts_with(t, ?))""",
                "found_by @> array[?::text]",
                alias, term, term + "=", term);
    }

    /**
     * Removes all references to a client. Also removes the client from the scopes of consents, since Keycloak uses a
     * client's id as the id of a scope too.
     */
    public void removeClient(String clientId) {
        String term = FoundBy.consent(clientId);
        changeAll("update users set consents = consents - ?, found_by = array_remove(found_by, ?)",
                "found_by @> array[?::text]",
                clientId, term, term);
        scopeOfConsents(clientId);
        changeAll("""
                update users set issued_credentials = (
                  select coalesce(jsonb_object_agg(id, issued), '{}') from jsonb_each(issued_credentials) i (id, issued)
                  where issued ->> 'client_id' is distinct from ?)""",
                """
                found_by @> array[?::text] and jsonb_path_exists(
                  issued_credentials, '$.*.client_id ? (@ == $id)', jsonb_build_object('id', ?::text))""",
                clientId, FoundBy.ISSUED, clientId);
    }

    /**
     * Removes all references to the clients of a client storage provider that was removed. The ids of these clients
     * begin with the given prefix.
     */
    public void removeClientsWithPrefix(String idPrefix) {
        changeAll("""
                update users set
                  consents = (
                    select coalesce(jsonb_object_agg(id, consent), '{}') from jsonb_each(consents) c (id, consent)
                    where not starts_with(id, ?)),
                  found_by = array(select t from unnest(found_by) t where not starts_with(t, ?))""",
                """
                found_by @> array[?::text]
                  and exists (select from jsonb_object_keys(consents) id where starts_with(id, ?))""",
                idPrefix, FoundBy.consent(idPrefix), FoundBy.CONSENTS, idPrefix);
    }

    public void removeClientScope(String scopeId) {
        scopeOfConsents(scopeId);
        String term = FoundBy.verifiableCredential(scopeId);
        changeAll("""
                update users set
                  verifiable_credentials = verifiable_credentials - ?,
                  issued_credentials = (
                    select coalesce(jsonb_object_agg(id, issued), '{}') from jsonb_each(issued_credentials) i (id, issued)
                    where issued ->> 'credential_id' is distinct from verifiable_credentials -> ? ->> 'id'),
                  found_by = array_remove(found_by, ?)""",
                "found_by @> array[?::text]",
                scopeId, scopeId, term, term);
    }

    private void scopeOfConsents(String scopeId) {
        changeAll("""
                update users set consents = (
                  select jsonb_object_agg(id, jsonb_set(consent, '{scopes}', (
                    select coalesce(jsonb_agg(scope), '[]') from jsonb_array_elements(consent -> 'scopes') scope
                    where scope ->> 'id' <> ?)))
                  from jsonb_each(consents) c (id, consent))""",
                """
                found_by @> array[?::text] and jsonb_path_exists(
                  consents, '$.*.scopes[*].id ? (@ == $id)', jsonb_build_object('id', ?::text))""",
                scopeId, FoundBy.CONSENTS, scopeId);
    }

    /** Deletes the users with this federation link. Reads the whole table, since the column has no index. */
    public void deleteImported(String federationLink) {
        changeAll("delete from users", "federation_link = ?", federationLink);
    }

    /** Removes this federation link from all users. Reads the whole table, since the column has no index. */
    public void unlinkImported(String federationLink) {
        changeAll("update users set federation_link = null", "federation_link = ?", federationLink);
    }

    /**
     * Changes all users that meet the condition, in steps. The change must make the condition false, otherwise this
     * method never returns. A step locks the users that it changes: PostgreSQL then checks the condition again for users
     * that another transaction has changed meanwhile, and fills the step with other users. So a step with fewer users
     * than the maximum is the last step.
     *
     * @param change an update or delete without a condition
     * @param parameters the parameters of the change, then the parameters of the condition
     */
    private void changeAll(String change, String condition, Object... parameters) {
        String sql = change + " where id = any (array(select id from users where " + condition + " limit ? for update))";
        Object[] withStep = Arrays.copyOf(parameters, parameters.length + 1);
        withStep[parameters.length] = step;
        int changed = step;
        while (changed == step) {
            changed = handle.update(sql, withStep);
        }
    }
}
