package dev.tenantry.user;

import dev.tenantry.db.RowMapper;
import dev.tenantry.tenant.TenantHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Consents, by the id of the client they were given to. */
public final class ConsentStore {

    private static final String SELECT = """
            select c.client_id, c.created_at, c.updated_at,
                   array(select array[s.scope_id, s.parameter] from consent_scope s
                         where s.user_id = c.user_id and s.client_id = c.client_id) as scopes
            from consent c where c.user_id = ?""";

    private static final RowMapper<StoredConsent> CONSENT = row -> new StoredConsent(
            row.getString("client_id"),
            row.getLong("created_at"),
            row.getLong("updated_at"),
            row.getArray("scopes").getArray() instanceof String[][] scopes
                    ? Arrays.stream(scopes)
                            .map(scope -> new StoredConsent.Scope(scope[0], scope[1]))
                            .toList()
                    : List.of());

    private ConsentStore() {}

    public static List<StoredConsent> list(TenantHandle handle, String userId) {
        return handle.query(SELECT + " order by c.created_at", CONSENT, userId);
    }

    public static Optional<StoredConsent> find(TenantHandle handle, String userId, String clientId) {
        return handle.first(SELECT + " and c.client_id = ?", CONSENT, userId, clientId);
    }

    public static void insert(TenantHandle handle, String userId, StoredConsent consent) {
        handle.update("insert into consent (user_id, client_id, created_at, updated_at) values (?, ?, ?, ?)",
                userId, consent.clientId(), consent.createdAt(), consent.updatedAt());
        insertScopes(handle, userId, consent);
    }

    /**
     * Replaces the granted scopes.
     *
     * @return false where there is no such consent
     */
    public static boolean update(TenantHandle handle, String userId, StoredConsent consent) {
        if (0 == handle.update("update consent set updated_at = ? where user_id = ? and client_id = ?",
                consent.updatedAt(), userId, consent.clientId())) {
            return false;
        }
        handle.update("delete from consent_scope where user_id = ? and client_id = ?", userId, consent.clientId());
        insertScopes(handle, userId, consent);
        return true;
    }

    private static void insertScopes(TenantHandle handle, String userId, StoredConsent consent) {
        handle.batch("insert into consent_scope (user_id, client_id, scope_id, parameter) values (?, ?, ?, ?)",
                consent.scopes().stream()
                        .map(scope -> new Object[] {userId, consent.clientId(), scope.scopeId(), scope.parameter()})
                        .toList());
    }

    /** @return false where there is no such consent */
    public static boolean delete(TenantHandle handle, String userId, String clientId) {
        return handle.update("delete from consent where user_id = ? and client_id = ?", userId, clientId) > 0;
    }

    /** The client is gone, as one that consents were given to and as one that acted as a scope. */
    public static void forgetClient(TenantHandle handle, String clientId) {
        handle.update("delete from consent where client_id = ?", clientId);
        forgetScope(handle, clientId);
    }

    /** A client storage provider is gone, and with it all clients whose ids begin so. */
    public static void forgetClientsBeginning(TenantHandle handle, String idPrefix) {
        handle.update("delete from consent where starts_with(client_id, ?)", idPrefix);
    }

    /** The client scope is gone. */
    public static void forgetScope(TenantHandle handle, String scopeId) {
        handle.update("delete from consent_scope where scope_id = ?", scopeId);
    }
}
