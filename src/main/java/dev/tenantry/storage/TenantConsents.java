package dev.tenantry.storage;

import static dev.tenantry.storage.UsersById.storedId;

import dev.tenantry.user.ConsentStore;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.storage.federated.UserConsentFederatedStorage;

/** What a tenant's users have consented to. One session, one thread. */
final class TenantConsents implements UserConsentFederatedStorage {

    private final UsersById users;

    TenantConsents(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public void addConsent(RealmModel realm, String userId, UserConsentModel consent) {
        users.unit(realm).change(handle ->
                ConsentStore.insert(handle, storedId(userId), Consents.row(consent, Time.currentTimeMillis())));
    }

    @Override
    public UserConsentModel getConsentByClient(RealmModel realm, String userId, String clientId) {
        return users.unit(realm)
                .read(handle -> ConsentStore.find(handle, storedId(userId), clientId))
                .flatMap(found -> Consents.model(realm, found))
                .orElse(null);
    }

    @Override
    public Stream<UserConsentModel> getConsentsStream(RealmModel realm, String userId) {
        return users.unit(realm).read(handle -> ConsentStore.list(handle, storedId(userId))).stream()
                .flatMap(found -> Consents.model(realm, found).stream());
    }

    @Override
    public void updateConsent(RealmModel realm, String userId, UserConsentModel consent) {
        boolean known = users.unit(realm).write(handle ->
                ConsentStore.update(handle, storedId(userId), Consents.row(consent, Time.currentTimeMillis())));
        if (!known) {
            throw new ModelException("The user has given no consent to this client");
        }
    }

    @Override
    public boolean revokeConsentForClient(RealmModel realm, String userId, String clientId) {
        return users.unit(realm).write(handle -> ConsentStore.delete(handle, storedId(userId), clientId));
    }
}
