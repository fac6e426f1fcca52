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
        requireLabelIsFree(user, credential);
        StoredCredential row = Credentials.row(credential);
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
        requireLabelIsFree(user, credential);
        StoredCredential row = Credentials.row(credential);
        users.unit(realm).change(user, changed -> changed.credentials().add(row));
        return Credentials.model(row);
    }

    private static void requireLabelIsFree(StoredUser user, CredentialModel credential) {
        String label = credential.getUserLabel();
        boolean taken = label != null
                && user.credentials().all().stream()
                        .filter(other -> other.label() != null && !other.id().equals(credential.getId()))
                        .anyMatch(other -> other.label().trim().equalsIgnoreCase(label.trim()));
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
