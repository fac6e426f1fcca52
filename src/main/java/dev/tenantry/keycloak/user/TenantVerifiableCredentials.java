package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.IssuedVerifiableCredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserVerifiableCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.federated.UserVerifiableCredentialFederatedStorage;

/**
 * The verifiable credentials of a tenant's users, and the credentials that were issued from them. Keycloak passes no
 * realm, so the methods use the context's realm. Not thread-safe.
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
        StoredUser user = users.get(realm(), userId);
        if (user.verifiableCredential(row.clientScopeId()).isPresent()) {
            throw new ModelDuplicateException("The user has this verifiable credential already");
        }
        users.unit(realm()).change(user, changed -> changed.verifiableCredential(row));
        return VerifiableCredentials.model(row);
    }

    @Override
    public UserVerifiableCredentialModel updateVerifiableCredential(String userId, String clientScopeId) {
        StoredUser user = users.get(realm(), userId);
        StoredVerifiableCredential known = user.verifiableCredential(clientScopeId)
                .orElseThrow(() -> new ModelException("Verifiable credential not found: " + clientScopeId));
        StoredVerifiableCredential row = new StoredVerifiableCredential(
                known.id(),
                clientScopeId,
                newRevision(),
                VerifiableCredentials.attributesOf(session, realm(), userId),
                known.createdAt(),
                Time.currentTimeMillis());
        users.unit(realm()).change(user, changed -> changed.verifiableCredential(row));
        return VerifiableCredentials.model(row);
    }

    private static String newRevision() {
        return SecretGenerator.getInstance().generateSecureID();
    }

    @Override
    public boolean removeVerifiableCredential(String userId, String clientScopeId) {
        return users.tryChange(realm(), userId, user -> user.removeVerifiableCredential(clientScopeId));
    }

    @Override
    public Stream<UserVerifiableCredentialModel> getVerifiableCredentialsByUser(String userId) {
        return users.find(realm(), userId).stream()
                .flatMap(user -> user.verifiableCredentials().stream())
                .map(VerifiableCredentials::model);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialByClientScope(String userId, String clientScopeId) {
        return users.find(realm(), userId)
                .flatMap(user -> user.verifiableCredential(clientScopeId))
                .map(VerifiableCredentials::model)
                .orElse(null);
    }

    /** Returns the credential with this id; null if no credential has this id, or if the realm is not a tenant's. */
    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialById(String id) {
        return TenantComponents.unit(session, realm())
                .flatMap(unit -> unit.byVerifiableCredential(id))
                .flatMap(user -> withId(user, id))
                .map(VerifiableCredentials::model)
                .orElse(null);
    }

    private static Optional<StoredVerifiableCredential> withId(StoredUser user, String id) {
        return user.verifiableCredentials().stream().filter(credential -> credential.id().equals(id)).findFirst();
    }

    /**
     * Adds an issued credential, and removes the user's expired issued credentials. A periodic removal would take too
     * long, because it would have to visit all tenants.
     */
    @Override
    public IssuedVerifiableCredentialModel addIssuedVerifiableCredential(IssuedVerifiableCredentialModel issued) {
        String userId = issued.getUserId();
        StoredUser user = users.get(realm(), userId);
        StoredVerifiableCredential credential = withId(user, issued.getVerifiableCredentialId())
                .orElseThrow(() -> new ModelException(
                        "Verifiable credential not found: " + issued.getVerifiableCredentialId()));
        long now = Time.currentTimeMillis();
        var row = new StoredVerifiableCredential.Issued(
                KeycloakModelUtils.generateId(),
                credential.id(),
                issued.getClientId(),
                Objects.requireNonNullElse(issued.getRevision(), credential.revision()),
                Objects.requireNonNullElse(issued.getIssuedAt(), now),
                issued.getExpiresAt());
        users.unit(realm()).change(user, changed -> {
            changed.issuedCredentials().stream()
                    .filter(known -> known.isExpiredAt(now))
                    .forEach(known -> changed.removeIssued(known.id()));
            changed.issued(row);
        });
        return VerifiableCredentials.model(row, userId);
    }

    @Override
    public Stream<IssuedVerifiableCredentialModel> getIssuedVerifiableCredentialsStreamByUser(String userId) {
        long now = Time.currentTimeMillis();
        return users.find(realm(), userId).stream()
                .flatMap(user -> user.issuedCredentials().stream())
                .filter(issued -> !issued.isExpiredAt(now))
                .map(issued -> VerifiableCredentials.model(issued, userId));
    }

    /**
     * Removes an issued credential. Returns false if no issued credential has this id, or if the realm is not a
     * tenant's.
     */
    @Override
    public boolean removeIssuedVerifiableCredential(String id) {
        return TenantComponents.unit(session, realm())
                .flatMap(unit -> unit.byIssuedCredential(id)
                        .map(user -> unit.tryChange(user, changed -> changed.removeIssued(id))))
                .orElse(false);
    }

    /** Does nothing: {@link #addIssuedVerifiableCredential} removes expired credentials. */
    @Override
    public void removeExpiredIssuedVerifiableCredentials() {}
}
