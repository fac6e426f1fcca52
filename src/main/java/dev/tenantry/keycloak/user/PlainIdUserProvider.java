package dev.tenantry.keycloak.user;

import jakarta.persistence.EntityManager;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IssuedVerifiableCredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserVerifiableCredentialModel;

/**
 * The methods of the user store that Keycloak calls with a plain user id, which names no storage provider. For users
 * with other ids, Keycloak calls the federated storage. Each method only chooses between two stores: the tenant's
 * schema in a tenant realm, and Keycloak's own tables in any other realm.
 *
 * <p>If a request contains the id of a verifiable credential instead of a user's id, the federated storage answers the
 * request.
 */
abstract class PlainIdUserProvider extends ReferencesUserProvider {

    private final KeycloakSession session;
    private final TenantCredentials credentials;
    private final TenantConsents consents;
    private final TenantBrokerLinks brokerLinks;
    private final TenantNotBefore notBefore;
    private final TenantVerifiableCredentials verifiableCredentials;

    PlainIdUserProvider(KeycloakSession session, EntityManager keycloak) {
        super(session, keycloak);
        this.session = session;
        this.credentials = new TenantCredentials(session);
        this.consents = new TenantConsents(session);
        this.brokerLinks = new TenantBrokerLinks(session);
        this.notBefore = new TenantNotBefore(session);
        this.verifiableCredentials = new TenantVerifiableCredentials(session);
    }

    private static boolean isTenantUser(RealmModel realm, UserModel user) {
        return isTenantUser(realm, user.getId());
    }

    private static boolean isTenantUser(RealmModel realm, String userId) {
        return TenantComponents.owns(realm, userId);
    }

    @Override
    public UserModel getUserById(RealmModel realm, String id) {
        return isTenantUser(realm, id)
                ? TenantUsers.of(session, realm).flatMap(users -> users.byId(id)).orElse(null)
                : super.getUserById(realm, id);
    }

    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        return isTenantUser(realm, user)
                ? TenantUsers.of(session, realm).orElseThrow().remove(user)
                : super.removeUser(realm, user);
    }

    // Credentials

    @Override
    public void updateCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        if (isTenantUser(realm, user)) {
            credentials.updateCredential(realm, user.getId(), credential);
        } else {
            super.updateCredential(realm, user, credential);
        }
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        return isTenantUser(realm, user)
                ? credentials.createCredential(realm, user.getId(), credential)
                : super.createCredential(realm, user, credential);
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, UserModel user, String id) {
        return isTenantUser(realm, user)
                ? credentials.removeStoredCredential(realm, user.getId(), id)
                : super.removeStoredCredential(realm, user, id);
    }

    @Override
    public CredentialModel getStoredCredentialById(RealmModel realm, UserModel user, String id) {
        return isTenantUser(realm, user)
                ? credentials.getStoredCredentialById(realm, user.getId(), id)
                : super.getStoredCredentialById(realm, user, id);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, UserModel user) {
        return isTenantUser(realm, user)
                ? credentials.getStoredCredentialsStream(realm, user.getId())
                : super.getStoredCredentialsStream(realm, user);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, UserModel user, String type) {
        return isTenantUser(realm, user)
                ? credentials.getStoredCredentialsByTypeStream(realm, user.getId(), type)
                : super.getStoredCredentialsByTypeStream(realm, user, type);
    }

    @Override
    public CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, UserModel user, String name, String type) {
        return isTenantUser(realm, user)
                ? credentials.getStoredCredentialByNameAndType(realm, user.getId(), name, type)
                : super.getStoredCredentialByNameAndType(realm, user, name, type);
    }

    @Override
    public boolean moveCredentialTo(RealmModel realm, UserModel user, String id, String newPreviousCredentialId) {
        return isTenantUser(realm, user)
                ? credentials.moveCredentialTo(realm, user.getId(), id, newPreviousCredentialId)
                : super.moveCredentialTo(realm, user, id, newPreviousCredentialId);
    }

    // Consents

    @Override
    public void addConsent(RealmModel realm, String userId, UserConsentModel consent) {
        if (isTenantUser(realm, userId)) {
            consents.addConsent(realm, userId, consent);
        } else {
            super.addConsent(realm, userId, consent);
        }
    }

    @Override
    public UserConsentModel getConsentByClient(RealmModel realm, String userId, String clientId) {
        return isTenantUser(realm, userId)
                ? consents.getConsentByClient(realm, userId, clientId)
                : super.getConsentByClient(realm, userId, clientId);
    }

    @Override
    public Stream<UserConsentModel> getConsentsStream(RealmModel realm, String userId) {
        return isTenantUser(realm, userId)
                ? consents.getConsentsStream(realm, userId)
                : super.getConsentsStream(realm, userId);
    }

    @Override
    public void updateConsent(RealmModel realm, String userId, UserConsentModel consent) {
        if (isTenantUser(realm, userId)) {
            consents.updateConsent(realm, userId, consent);
        } else {
            super.updateConsent(realm, userId, consent);
        }
    }

    @Override
    public boolean revokeConsentForClient(RealmModel realm, String userId, String clientId) {
        return isTenantUser(realm, userId)
                ? consents.revokeConsentForClient(realm, userId, clientId)
                : super.revokeConsentForClient(realm, userId, clientId);
    }

    // Links to identity providers

    @Override
    public void addFederatedIdentity(RealmModel realm, UserModel user, FederatedIdentityModel link) {
        if (isTenantUser(realm, user)) {
            brokerLinks.addFederatedIdentity(realm, user.getId(), link);
        } else {
            super.addFederatedIdentity(realm, user, link);
        }
    }

    @Override
    public void updateFederatedIdentity(RealmModel realm, UserModel user, FederatedIdentityModel link) {
        if (isTenantUser(realm, user)) {
            brokerLinks.updateFederatedIdentity(realm, user.getId(), link);
        } else {
            super.updateFederatedIdentity(realm, user, link);
        }
    }

    @Override
    public boolean removeFederatedIdentity(RealmModel realm, UserModel user, String provider) {
        return isTenantUser(realm, user)
                ? brokerLinks.removeFederatedIdentity(realm, user.getId(), provider)
                : super.removeFederatedIdentity(realm, user, provider);
    }

    @Override
    public Stream<FederatedIdentityModel> getFederatedIdentitiesStream(RealmModel realm, UserModel user) {
        return isTenantUser(realm, user)
                ? brokerLinks.getFederatedIdentitiesStream(user.getId(), realm)
                : super.getFederatedIdentitiesStream(realm, user);
    }

    @Override
    public FederatedIdentityModel getFederatedIdentity(RealmModel realm, UserModel user, String provider) {
        return isTenantUser(realm, user)
                ? brokerLinks.getFederatedIdentity(user.getId(), provider, realm)
                : super.getFederatedIdentity(realm, user, provider);
    }

    // Not-before times

    @Override
    public void setNotBeforeForUser(RealmModel realm, UserModel user, int time) {
        if (isTenantUser(realm, user)) {
            notBefore.setNotBeforeForUser(realm, user.getId(), time);
        } else {
            super.setNotBeforeForUser(realm, user, time);
        }
    }

    @Override
    public int getNotBeforeOfUser(RealmModel realm, UserModel user) {
        return isTenantUser(realm, user)
                ? notBefore.getNotBeforeOfUser(realm, user.getId())
                : super.getNotBeforeOfUser(realm, user);
    }

    // Verifiable credentials. These methods get no realm; they use the context's realm.

    private boolean oursInContext(String userId) {
        RealmModel realm = session.getContext().getRealm();
        return realm != null && isTenantUser(realm, userId);
    }

    @Override
    public UserVerifiableCredentialModel addVerifiableCredential(
            String userId, UserVerifiableCredentialModel credential) {
        return oursInContext(userId)
                ? verifiableCredentials.addVerifiableCredential(userId, credential)
                : super.addVerifiableCredential(userId, credential);
    }

    @Override
    public UserVerifiableCredentialModel updateVerifiableCredential(String userId, String clientScopeId) {
        return oursInContext(userId)
                ? verifiableCredentials.updateVerifiableCredential(userId, clientScopeId)
                : super.updateVerifiableCredential(userId, clientScopeId);
    }

    @Override
    public boolean removeVerifiableCredential(String userId, String clientScopeId) {
        return oursInContext(userId)
                ? verifiableCredentials.removeVerifiableCredential(userId, clientScopeId)
                : super.removeVerifiableCredential(userId, clientScopeId);
    }

    @Override
    public Stream<UserVerifiableCredentialModel> getVerifiableCredentialsByUser(String userId) {
        return oursInContext(userId)
                ? verifiableCredentials.getVerifiableCredentialsByUser(userId)
                : super.getVerifiableCredentialsByUser(userId);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialByClientScope(String userId, String clientScopeId) {
        return oursInContext(userId)
                ? verifiableCredentials.getVerifiableCredentialByClientScope(userId, clientScopeId)
                : super.getVerifiableCredentialByClientScope(userId, clientScopeId);
    }

    @Override
    public IssuedVerifiableCredentialModel addIssuedVerifiableCredential(IssuedVerifiableCredentialModel issued) {
        return oursInContext(issued.getUserId())
                ? verifiableCredentials.addIssuedVerifiableCredential(issued)
                : super.addIssuedVerifiableCredential(issued);
    }

    @Override
    public Stream<IssuedVerifiableCredentialModel> getIssuedVerifiableCredentialsStreamByUser(String userId) {
        return oursInContext(userId)
                ? verifiableCredentials.getIssuedVerifiableCredentialsStreamByUser(userId)
                : super.getIssuedVerifiableCredentialsStreamByUser(userId);
    }
}
