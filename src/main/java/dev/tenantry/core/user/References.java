package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantHandle;

/**
 * Updates all users that refer to an object of the realm, such as a role, if the object was removed or got a new id.
 */
public final class References {

    private References() {}

    public static void grantRoleToAll(TenantHandle handle, String roleId) {
        handle.update("""
                update users set role_ids = role_ids || ?, found_by = found_by || ? where not found_by @> array[?::text]""",
                new String[] {roleId}, new String[] {FoundBy.role(roleId)}, FoundBy.role(roleId));
    }

    public static void removeRole(TenantHandle handle, String roleId) {
        String term = FoundBy.role(roleId);
        handle.update("""
                update users set role_ids = array_remove(role_ids, ?), found_by = array_remove(found_by, ?)
                where found_by @> array[?::text]""", roleId, term, term);
    }

    public static void removeGroup(TenantHandle handle, String groupId) {
        String term = FoundBy.group(groupId);
        handle.update("""
                update users set groups = groups - ?, found_by = array_remove(found_by, ?) where found_by @> array[?::text]""",
                groupId, term, term);
    }

    /** Replaces the id of a group in all memberships. A restored tenant's group may have a new id. */
    public static void replaceGroup(TenantHandle handle, String groupId, String newGroupId) {
        handle.update("""
                update users set groups = groups - ? || jsonb_build_object(?, groups -> ?),
                  found_by = array_replace(found_by, ?, ?)
                where found_by @> array[?::text]""",
                groupId, newGroupId, groupId, FoundBy.group(groupId), FoundBy.group(newGroupId),
                FoundBy.group(groupId));
    }

    public static void removeIdentityProvider(TenantHandle handle, String alias) {
        String term = FoundBy.brokerLink(alias);
        handle.update("""
                update users set broker_links = broker_links - ?,
                  found_by = array(select t from unnest(found_by) t where t <> ? and not starts_with(t, ?))
                where found_by @> array[?::text]""", alias, term, term + "=", term);
    }

    /**
     * Removes all references to a client. Also removes the client from the scopes of consents, since Keycloak uses a
     * client's id as the id of a scope too.
     */
    public static void removeClient(TenantHandle handle, String clientId) {
        String term = FoundBy.consent(clientId);
        handle.update("""
                update users set consents = consents - ?, found_by = array_remove(found_by, ?)
                where found_by @> array[?::text]""", clientId, term, term);
        scopeOfConsents(handle, clientId);
        handle.update("""
                update users set issued_credentials = (
                  select coalesce(jsonb_object_agg(id, issued), '{}') from jsonb_each(issued_credentials) i (id, issued)
                  where issued ->> 'client_id' is distinct from ?)
                where found_by @> array[?::text] and jsonb_path_exists(
                  issued_credentials, '$.*.client_id ? (@ == $id)', jsonb_build_object('id', ?::text))""",
                clientId, FoundBy.ISSUED, clientId);
    }

    /**
     * Removes all references to the clients of a client storage provider that was removed. The ids of these clients
     * begin with the given prefix.
     */
    public static void removeClientsWithPrefix(TenantHandle handle, String idPrefix) {
        handle.update("""
                update users set
                  consents = (
                    select coalesce(jsonb_object_agg(id, consent), '{}') from jsonb_each(consents) c (id, consent)
                    where not starts_with(id, ?)),
                  found_by = array(select t from unnest(found_by) t where not starts_with(t, ?))
                where found_by @> array[?::text]
                  and exists (select from jsonb_object_keys(consents) id where starts_with(id, ?))""",
                idPrefix, FoundBy.consent(idPrefix), FoundBy.CONSENTS, idPrefix);
    }

    public static void removeClientScope(TenantHandle handle, String scopeId) {
        scopeOfConsents(handle, scopeId);
        String term = FoundBy.verifiableCredential(scopeId);
        handle.update("""
                update users set
                  verifiable_credentials = verifiable_credentials - ?,
                  issued_credentials = (
                    select coalesce(jsonb_object_agg(id, issued), '{}') from jsonb_each(issued_credentials) i (id, issued)
                    where issued ->> 'credential_id' is distinct from verifiable_credentials -> ? ->> 'id'),
                  found_by = array_remove(found_by, ?)
                where found_by @> array[?::text]""", scopeId, scopeId, term, term);
    }

    private static void scopeOfConsents(TenantHandle handle, String scopeId) {
        handle.update("""
                update users set consents = (
                  select jsonb_object_agg(id, jsonb_set(consent, '{scopes}', (
                    select coalesce(jsonb_agg(scope), '[]') from jsonb_array_elements(consent -> 'scopes') scope
                    where scope ->> 'id' <> ?)))
                  from jsonb_each(consents) c (id, consent))
                where found_by @> array[?::text] and jsonb_path_exists(
                  consents, '$.*.scopes[*].id ? (@ == $id)', jsonb_build_object('id', ?::text))""",
                scopeId, FoundBy.CONSENTS, scopeId);
    }
}
