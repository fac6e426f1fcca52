package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.keycloak.session.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.federated.UserBrokerLinkFederatedStorage;

/** The links of a tenant's users to their accounts at identity providers. Not thread-safe. */
final class TenantBrokerLinks implements UserBrokerLinkFederatedStorage {

    private final UsersById users;

    TenantBrokerLinks(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    /** Returns the id of the linked user; null if no user is linked, or if the realm is not a tenant's. */
    @Override
    public String getUserByFederatedIdentity(FederatedIdentityModel link, RealmModel realm) {
        Optional<ComponentModel> component = TenantComponents.of(realm);
        if (component.isEmpty()) {
            return null;
        }
        List<StoredUser> linked = users.unit(realm).byBrokerLink(link.getIdentityProvider(), link.getUserId());
        if (linked.size() > 1) {
            throw new IllegalStateException(
                    "Several users are linked to one account at identity provider " + link.getIdentityProvider());
        }
        return linked.stream()
                .findFirst()
                .map(user -> UserId.of(component.get(), user))
                .orElse(null);
    }

    @Override
    public void addFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        BrokerLink added = row(link);
        StoredUser user = users.get(realm, userId);
        if (user.brokerLink(added.provider()).isPresent()) {
            throw Refusal.conflict("The user has a link to this identity provider already");
        }
        users.unit(realm).change(user, changed -> changed.link(added));
    }

    @Override
    public boolean removeFederatedIdentity(RealmModel realm, String userId, String provider) {
        return users.tryChange(realm, userId, user -> user.unlink(provider));
    }

    @Override
    public void updateFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        users.change(realm, userId, user -> user.brokerLink(link.getIdentityProvider())
                .ifPresent(known -> user.link(row(link))));
    }

    @Override
    public Stream<FederatedIdentityModel> getFederatedIdentitiesStream(String userId, RealmModel realm) {
        return users.find(realm, userId).stream()
                .flatMap(user -> user.brokerLinks().stream())
                .map(TenantBrokerLinks::model);
    }

    @Override
    public FederatedIdentityModel getFederatedIdentity(String userId, String provider, RealmModel realm) {
        return users.find(realm, userId)
                .flatMap(user -> user.brokerLink(provider))
                .map(TenantBrokerLinks::model)
                .orElse(null);
    }

    @Override
    public void preRemove(RealmModel realm, IdentityProviderModel provider) {
        new ReferenceCleanup(users.session()).removed(realm, provider);
    }

    /**
     * Converts a link from Keycloak's model to a {@link BrokerLink}. Refuses a link with missing fields, because
     * Keycloak passes on links from an import or a new user's representation without a check.
     */
    private static BrokerLink row(FederatedIdentityModel link) {
        if (link.getIdentityProvider() == null) {
            throw new ModelValidationException("A link needs an identity provider");
        }
        return new BrokerLink(link.getIdentityProvider(), link.getUserId(), link.getUserName(), link.getToken());
    }

    private static FederatedIdentityModel model(BrokerLink link) {
        return new FederatedIdentityModel(link.provider(), link.brokerUserId(), link.brokerUsername(), link.token());
    }
}
