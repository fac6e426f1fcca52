package dev.tenantry.user;

import dev.tenantry.db.RowMapper;
import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;

/** Verifiable credentials (OpenID for Verifiable Credential Issuance), offered and issued. */
public final class VerifiableCredentialStore {

    private static final RowMapper<StoredVerifiableCredential> CREDENTIAL = row -> new StoredVerifiableCredential(
            row.getString("id"),
            row.getString("client_scope_id"),
            row.getString("revision"),
            row.getString("user_attributes"),
            row.getObject("created_at", Long.class),
            row.getObject("updated_at", Long.class));

    private static final RowMapper<StoredVerifiableCredential.Issued> ISSUED =
            row -> new StoredVerifiableCredential.Issued(
                    row.getString("id"),
                    row.getString("user_id"),
                    row.getString("credential_id"),
                    row.getString("client_id"),
                    row.getString("revision"),
                    row.getObject("issued_at", Long.class),
                    row.getObject("expires_at", Long.class));

    private static final String SELECT = """
            select id, client_scope_id, revision, user_attributes, created_at, updated_at from verifiable_credential
            """;

    private VerifiableCredentialStore() {}

    public static List<StoredVerifiableCredential> list(TenantHandle handle, String userId) {
        return handle.query(SELECT + " where user_id = ? order by client_scope_id", CREDENTIAL, userId);
    }

    public static Optional<StoredVerifiableCredential> find(TenantHandle handle, String userId, String clientScopeId) {
        return handle.first(SELECT + " where user_id = ? and client_scope_id = ?", CREDENTIAL, userId, clientScopeId);
    }

    public static Optional<StoredVerifiableCredential> findById(TenantHandle handle, String id) {
        return handle.first(SELECT + " where id = ?", CREDENTIAL, id);
    }

    public static void insert(TenantHandle handle, String userId, StoredVerifiableCredential credential) {
        handle.update("""
                insert into verifiable_credential
                    (id, user_id, client_scope_id, revision, user_attributes, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                credential.id(), userId, credential.clientScopeId(), credential.revision(),
                credential.userAttributes(), credential.createdAt(), credential.updatedAt());
    }

    /** Replaces what the credential of the same id says. */
    public static void update(TenantHandle handle, StoredVerifiableCredential credential) {
        handle.update("""
                update verifiable_credential set revision = ?, user_attributes = ?, updated_at = ? where id = ?""",
                credential.revision(), credential.userAttributes(), credential.updatedAt(), credential.id());
    }

    /** @return false where there is no such credential */
    public static boolean delete(TenantHandle handle, String userId, String clientScopeId) {
        return 0 < handle.update("delete from verifiable_credential where user_id = ? and client_scope_id = ?",
                userId, clientScopeId);
    }

    /**
     * What was issued and has not expired.
     *
     * @param now milliseconds since the epoch
     */
    public static List<StoredVerifiableCredential.Issued> issuedTo(TenantHandle handle, String userId, long now) {
        return handle.query("""
                select id, user_id, credential_id, client_id, revision, issued_at, expires_at
                from issued_verifiable_credential
                where user_id = ? and (expires_at is null or expires_at >= ?) order by issued_at""",
                ISSUED, userId, now);
    }

    public static void insertIssued(TenantHandle handle, StoredVerifiableCredential.Issued issued) {
        handle.update("""
                insert into issued_verifiable_credential
                    (id, user_id, credential_id, client_id, revision, issued_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                issued.id(), issued.userId(), issued.credentialId(), issued.clientId(), issued.revision(),
                issued.issuedAt(), issued.expiresAt());
    }

    /** @return false where nothing was issued under that id */
    public static boolean deleteIssued(TenantHandle handle, String id) {
        return handle.update("delete from issued_verifiable_credential where id = ?", id) > 0;
    }

    /** @param now milliseconds since the epoch */
    public static void deleteExpired(TenantHandle handle, String userId, long now) {
        handle.update("delete from issued_verifiable_credential where user_id = ? and expires_at < ?", userId, now);
    }

    /** The client is gone. */
    public static void forgetClient(TenantHandle handle, String clientId) {
        handle.update("delete from issued_verifiable_credential where client_id = ?", clientId);
    }

    /** The client scope is gone, and with it all credentials that it described. */
    public static void forgetScope(TenantHandle handle, String clientScopeId) {
        handle.update("delete from verifiable_credential where client_scope_id = ?", clientScopeId);
    }
}
