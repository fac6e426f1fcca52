package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.keycloak.session.Refusal;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.storage.federated.UserConsentFederatedStorage;

/** The consents of a tenant's users. Not thread-safe. */
final class TenantConsents implements UserConsentFederatedStorage {

    private final UsersById users;

    TenantConsents(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public void addConsent(RealmModel realm, String userId, UserConsentModel consent) {
        StoredConsent given = Consents.row(consent, Time.currentTimeMillis());
        StoredUser user = users.get(realm, userId);
        if (user.consent(given.clientId()).isPresent()) {
            throw Refusal.conflict("The user has given a consent to this client already");
        }
        users.unit(realm).change(user, changed -> changed.consent(given));
    }

    @Override
    public UserConsentModel getConsentByClient(RealmModel realm, String userId, String clientId) {
        return users.find(realm, userId)
                .flatMap(user -> user.consent(clientId))
                .flatMap(found -> Consents.model(realm, found))
                .orElse(null);
    }

    @Override
    public Stream<UserConsentModel> getConsentsStream(RealmModel realm, String userId) {
        return users.find(realm, userId).stream()
                .flatMap(user -> user.consents().stream())
                .flatMap(found -> Consents.model(realm, found).stream());
    }

    @Override
    public void updateConsent(RealmModel realm, String userId, UserConsentModel consent) {
        StoredConsent given = Consents.row(consent, Time.currentTimeMillis());
        users.change(realm, userId, user -> {
            StoredConsent before = user.consent(given.clientId())
                    .orElseThrow(() -> new ModelException("The user has given no consent to this client"));
            user.consent(given.since(before.createdAt()));
        });
    }

    @Override
    public boolean revokeConsentForClient(RealmModel realm, String userId, String clientId) {
        return users.tryChange(realm, userId, user -> user.revokeConsent(clientId));
    }
}
