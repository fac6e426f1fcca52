package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.federated.UserFederatedUserCredentialStore;

/** The passwords, one-time passwords, passkeys and other credentials of a tenant's users. Not thread-safe. */
final class TenantCredentials implements UserFederatedUserCredentialStore {

    private final UsersById users;

    TenantCredentials(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public void updateCredential(RealmModel realm, String userId, CredentialModel credential) {
        StoredUser user = users.get(realm, userId);
        StoredCredential row = Credentials.row(credential);
        if (changesLabel(user, row)) {
            requireLabelIsFree(row, user.credentials().all().stream()
                    .filter(other -> !other.id().equals(row.id())));
        }
        boolean isNewPassword = PasswordCredentialModel.TYPE.equals(row.type())
                && PasswordChange.isUnderWay(users.session());
        users.unit(realm).change(user, changed -> {
            if (isNewPassword) {
                changed.credentials().replacePassword(row);
            } else {
                changed.credentials().update(row);
            }
        });
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, String userId, CredentialModel credential) {
        StoredUser user = users.get(realm, userId);
        StoredCredential row = Credentials.row(credential);
        requireLabelIsFree(row, user.credentials().all().stream());
        users.unit(realm).change(user, changed -> changed.credentials().add(row));
        return Credentials.model(row);
    }

    /**
     * True if the user has the credential with another label. An update that leaves the label unchanged is never
     * refused (JpaUserCredentialStore.updateCredential, 26.7): otherwise a user whose credentials were stored with equal
     * labels could not use these credentials.
     */
    private static boolean changesLabel(StoredUser user, StoredCredential credential) {
        return user.credentials().all().stream()
                .filter(stored -> stored.id().equals(credential.id()))
                .anyMatch(stored -> !Objects.equals(stored.label(), credential.label()));
    }

    /**
     * Checks that no other credential of the same type has the label. Like Keycloak, trims the new label only, and not
     * the stored labels (JpaUserCredentialStore.validateDuplicateCredential, 26.7).
     *
     * @throws ModelDuplicateException if another credential of the same type has the label
     */
    private static void requireLabelIsFree(StoredCredential credential, Stream<StoredCredential> others) {
        String label = credential.label();
        boolean taken = label != null
                && others.filter(other -> other.label() != null && other.type().equals(credential.type()))
                        .anyMatch(other -> other.label().equalsIgnoreCase(label.trim()));
        if (taken) {
            throw new ModelDuplicateException("Device already exists with the same name", CredentialModel.USER_LABEL);
        }
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, String userId, String id) {
        return users.tryChange(realm, userId, user -> user.credentials().remove(id));
    }

    boolean moveCredentialTo(RealmModel realm, String userId, String id, String newPreviousCredentialId) {
        return users.tryChange(realm, userId, user ->
                user.credentials().moveBehind(id, Optional.ofNullable(newPreviousCredentialId)));
    }

    @Override
    public CredentialModel getStoredCredentialById(RealmModel realm, String userId, String id) {
        return getStoredCredentialsStream(realm, userId)
                .filter(found -> found.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, String userId) {
        return users.find(realm, userId).stream().flatMap(user -> user.credentials().all().stream()).map(Credentials::model);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, String userId, String type) {
        return getStoredCredentialsStream(realm, userId).filter(found -> type.equals(found.getType()));
    }

    @Override
    public CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, String userId, String name, String type) {
        return getStoredCredentialsByTypeStream(realm, userId, type)
                .filter(found -> Objects.equals(name, found.getUserLabel()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
    }
}
