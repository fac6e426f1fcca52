package dev.tenantry.storage;

import static dev.tenantry.storage.UsersById.storedId;

import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.user.StoredVerifiableCredential;
import dev.tenantry.user.VerifiableCredentialStore;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.IssuedVerifiableCredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserVerifiableCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.federated.UserVerifiableCredentialFederatedStorage;

/**
 * The verifiable credentials of a tenant's users, and what was issued of them. Keycloak names no realm here and means
 * the context's. One session, one thread.
 */
final class TenantVerifiableCredentials implements UserVerifiableCredentialFederatedStorage {

    private final KeycloakSession session;
    private final UsersById users;

    TenantVerifiableCredentials(KeycloakSession session) {
        this.session = session;
        this.users = new UsersById(session);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    @Override
    public UserVerifiableCredentialModel addVerifiableCredential(
            String userId, UserVerifiableCredentialModel credential) {
        if (credential.getClientScopeId() == null) {
            throw new ModelException("Credential scope not specified");
        }
        long createdAt = Objects.requireNonNullElseGet(credential.getCreatedDate(), Time::currentTimeMillis);
        StoredVerifiableCredential row = new StoredVerifiableCredential(
                KeycloakModelUtils.generateId(),
                credential.getClientScopeId(),
                Objects.requireNonNullElseGet(credential.getRevision(), TenantVerifiableCredentials::newRevision),
                credential.getUserAttributes() == null
                        ? VerifiableCredentials.attributesOf(session, realm(), userId)
                        : VerifiableCredentials.json(credential.getUserAttributes()),
                createdAt,
                Objects.requireNonNullElse(credential.getUpdatedDate(), createdAt));
        users.unit(realm()).change(handle -> VerifiableCredentialStore.insert(handle, storedId(userId), row));
        return VerifiableCredentials.model(row);
    }

    @Override
    public UserVerifiableCredentialModel updateVerifiableCredential(String userId, String clientScopeId) {
        StoredVerifiableCredential known = users.unit(realm())
                .read(handle -> VerifiableCredentialStore.find(handle, storedId(userId), clientScopeId))
                .orElseThrow(() -> new ModelException("Verifiable credential not found: " + clientScopeId));
        StoredVerifiableCredential row = new StoredVerifiableCredential(
                known.id(),
                clientScopeId,
                newRevision(),
                VerifiableCredentials.attributesOf(session, realm(), userId),
                known.createdAt(),
                Time.currentTimeMillis());
        users.unit(realm()).change(handle -> VerifiableCredentialStore.update(handle, row));
        return VerifiableCredentials.model(row);
    }

    private static String newRevision() {
        return SecretGenerator.getInstance().generateSecureID();
    }

    @Override
    public boolean removeVerifiableCredential(String userId, String clientScopeId) {
        return users.unit(realm()).write(handle ->
                VerifiableCredentialStore.delete(handle, storedId(userId), clientScopeId));
    }

    @Override
    public Stream<UserVerifiableCredentialModel> getVerifiableCredentialsByUser(String userId) {
        return users.unit(realm()).read(handle -> VerifiableCredentialStore.list(handle, storedId(userId))).stream()
                .map(VerifiableCredentials::model);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialByClientScope(String userId, String clientScopeId) {
        return users.unit(realm())
                .read(handle -> VerifiableCredentialStore.find(handle, storedId(userId), clientScopeId))
                .map(VerifiableCredentials::model)
                .orElse(null);
    }

    /** Null also in a realm that is no tenant's. */
    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialById(String id) {
        return TenantComponents.unit(session, realm())
                .flatMap(unit -> unit.read(handle -> VerifiableCredentialStore.findById(handle, id)))
                .map(VerifiableCredentials::model)
                .orElse(null);
    }

    /** Those of the same user that have expired go at this occasion: a sweep over all tenants would never end. */
    @Override
    public IssuedVerifiableCredentialModel addIssuedVerifiableCredential(IssuedVerifiableCredentialModel issued) {
        String userId = issued.getUserId();
        long now = Time.currentTimeMillis();
        var row = users.unit(realm()).write(handle -> {
            VerifiableCredentialStore.deleteExpired(handle, storedId(userId), now);
            var issuedNow = new StoredVerifiableCredential.Issued(
                    KeycloakModelUtils.generateId(),
                    storedId(userId),
                    issued.getVerifiableCredentialId(),
                    issued.getClientId(),
                    issued.getRevision() != null ? issued.getRevision() : revisionOf(handle, issued),
                    Objects.requireNonNullElse(issued.getIssuedAt(), now),
                    issued.getExpiresAt());
            VerifiableCredentialStore.insertIssued(handle, issuedNow);
            return issuedNow;
        });
        return VerifiableCredentials.model(row, userId);
    }

    private static String revisionOf(TenantHandle handle, IssuedVerifiableCredentialModel issued) {
        return VerifiableCredentialStore.findById(handle, issued.getVerifiableCredentialId())
                .map(StoredVerifiableCredential::revision)
                .orElseThrow(() -> new ModelException(
                        "Verifiable credential not found: " + issued.getVerifiableCredentialId()));
    }

    @Override
    public Stream<IssuedVerifiableCredentialModel> getIssuedVerifiableCredentialsStreamByUser(String userId) {
        return users.unit(realm())
                .read(handle ->
                        VerifiableCredentialStore.issuedTo(handle, storedId(userId), Time.currentTimeMillis()))
                .stream()
                .map(row -> VerifiableCredentials.model(row, userId));
    }

    /** False also in a realm that is no tenant's. */
    @Override
    public boolean removeIssuedVerifiableCredential(String id) {
        return TenantComponents.unit(session, realm())
                .map(unit -> unit.write(handle -> VerifiableCredentialStore.deleteIssued(handle, id)))
                .orElse(false);
    }

    /** Nothing: see {@link #addIssuedVerifiableCredential}. */
    @Override
    public void removeExpiredIssuedVerifiableCredentials() {}
}
