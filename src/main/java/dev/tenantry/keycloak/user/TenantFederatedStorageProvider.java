package dev.tenantry.keycloak.user;

import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.UserCredentialStore;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IssuedVerifiableCredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserVerifiableCredentialModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.federated.UserAttributeFederatedStorage;
import org.keycloak.storage.federated.UserBrokerLinkFederatedStorage;
import org.keycloak.storage.federated.UserConsentFederatedStorage;
import org.keycloak.storage.federated.UserFederatedStorageProvider;
import org.keycloak.storage.federated.UserFederatedUserCredentialStore;
import org.keycloak.storage.federated.UserGroupMembershipFederatedStorage;
import org.keycloak.storage.federated.UserNotBeforeFederatedStorage;
import org.keycloak.storage.federated.UserRequiredActionsFederatedStorage;
import org.keycloak.storage.federated.UserRoleMappingsFederatedStorage;
import org.keycloak.storage.federated.UserVerifiableCredentialFederatedStorage;
import org.keycloak.storage.jpa.JpaUserFederatedStorageProvider;

/**
 * Keycloak's store for the data of storage providers' users, such as credentials and consents. The data of a tenant's
 * users is in the tenant's schema. The data of all other users is in Keycloak's own tables. Each method only chooses
 * between the schema and Keycloak's own tables.
 *
 * <p>This class also implements {@link UserCredentialStore}, because Keycloak casts the provider to that type
 * (UserCredentialManager, 26.7).
 */
final class TenantFederatedStorageProvider implements UserFederatedStorageProvider, UserCredentialStore {

    private final KeycloakSession session;
    private final JpaUserFederatedStorageProvider keycloak;
    private final TenantCredentials credentials;
    private final TenantAttributes attributes;
    private final TenantRequiredActions requiredActions;
    private final TenantMemberships memberships;
    private final TenantConsents consents;
    private final TenantBrokerLinks brokerLinks;
    private final TenantNotBefore notBefore;
    private final TenantVerifiableCredentials verifiableCredentials;
    private final ReferenceCleanup tidying;

    TenantFederatedStorageProvider(KeycloakSession session, JpaUserFederatedStorageProvider keycloak) {
        this.session = session;
        this.keycloak = keycloak;
        this.credentials = new TenantCredentials(session);
        this.attributes = new TenantAttributes(session);
        this.requiredActions = new TenantRequiredActions(session);
        this.memberships = new TenantMemberships(session);
        this.consents = new TenantConsents(session);
        this.brokerLinks = new TenantBrokerLinks(session);
        this.notBefore = new TenantNotBefore(session);
        this.verifiableCredentials = new TenantVerifiableCredentials(session);
        this.tidying = new ReferenceCleanup(session);
    }

    private static boolean ours(RealmModel realm, String userId) {
        return TenantComponents.owns(realm, userId);
    }

    // Credentials

    private UserFederatedUserCredentialStore credentials(RealmModel realm, String userId) {
        return ours(realm, userId) ? credentials : keycloak;
    }

    @Override
    public void updateCredential(RealmModel realm, String userId, CredentialModel credential) {
        credentials(realm, userId).updateCredential(realm, userId, credential);
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, String userId, CredentialModel credential) {
        return credentials(realm, userId).createCredential(realm, userId, credential);
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, String userId, String id) {
        return credentials(realm, userId).removeStoredCredential(realm, userId, id);
    }

    @Override
    public CredentialModel getStoredCredentialById(RealmModel realm, String userId, String id) {
        return credentials(realm, userId).getStoredCredentialById(realm, userId, id);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, String userId) {
        return credentials(realm, userId).getStoredCredentialsStream(realm, userId);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, String userId, String type) {
        return credentials(realm, userId).getStoredCredentialsByTypeStream(realm, userId, type);
    }

    @Override
    public CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, String userId, String name, String type) {
        return credentials(realm, userId).getStoredCredentialByNameAndType(realm, userId, name, type);
    }

    @Override
    public boolean moveCredentialTo(RealmModel realm, UserModel user, String id, String newPreviousCredentialId) {
        return ours(realm, user.getId())
                ? credentials.moveCredentialTo(realm, user.getId(), id, newPreviousCredentialId)
                : keycloak.moveCredentialTo(realm, user, id, newPreviousCredentialId);
    }

    @Override
    public void updateCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        updateCredential(realm, user.getId(), credential);
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        return createCredential(realm, user.getId(), credential);
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, UserModel user, String id) {
        return removeStoredCredential(realm, user.getId(), id);
    }

    @Override
    public CredentialModel getStoredCredentialById(RealmModel realm, UserModel user, String id) {
        return getStoredCredentialById(realm, user.getId(), id);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, UserModel user) {
        return getStoredCredentialsStream(realm, user.getId());
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, UserModel user, String type) {
        return getStoredCredentialsByTypeStream(realm, user.getId(), type);
    }

    @Override
    public CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, UserModel user, String name, String type) {
        return getStoredCredentialByNameAndType(realm, user.getId(), name, type);
    }

    // Attributes. To find users by attributes, Keycloak calls both this provider and the user store, and combines the
    // two results.

    private UserAttributeFederatedStorage attributes(RealmModel realm, String userId) {
        return ours(realm, userId) ? attributes : keycloak;
    }

    @Override
    public void setSingleAttribute(RealmModel realm, String userId, String name, String value) {
        attributes(realm, userId).setSingleAttribute(realm, userId, name, value);
    }

    @Override
    public void setAttribute(RealmModel realm, String userId, String name, List<String> values) {
        attributes(realm, userId).setAttribute(realm, userId, name, values);
    }

    @Override
    public void removeAttribute(RealmModel realm, String userId, String name) {
        attributes(realm, userId).removeAttribute(realm, userId, name);
    }

    @Override
    public MultivaluedHashMap<String, String> getAttributes(RealmModel realm, String userId) {
        return attributes(realm, userId).getAttributes(realm, userId);
    }

    @Override
    public Stream<String> getUsersByUserAttributeStream(RealmModel realm, String name, String value) {
        return keycloak.getUsersByUserAttributeStream(realm, name, value);
    }

    // Required actions

    private UserRequiredActionsFederatedStorage requiredActions(RealmModel realm, String userId) {
        return ours(realm, userId) ? requiredActions : keycloak;
    }

    @Override
    public Stream<String> getRequiredActionsStream(RealmModel realm, String userId) {
        return requiredActions(realm, userId).getRequiredActionsStream(realm, userId);
    }

    @Override
    public void addRequiredAction(RealmModel realm, String userId, String action) {
        requiredActions(realm, userId).addRequiredAction(realm, userId, action);
    }

    @Override
    public void removeRequiredAction(RealmModel realm, String userId, String action) {
        requiredActions(realm, userId).removeRequiredAction(realm, userId, action);
    }

    // Roles and groups. To find members, Keycloak calls both this provider and the user store, and combines the two
    // results.

    private UserRoleMappingsFederatedStorage roles(RealmModel realm, String userId) {
        return ours(realm, userId) ? memberships : keycloak;
    }

    private UserGroupMembershipFederatedStorage groups(RealmModel realm, String userId) {
        return ours(realm, userId) ? memberships : keycloak;
    }

    @Override
    public void grantRole(RealmModel realm, String userId, RoleModel role) {
        roles(realm, userId).grantRole(realm, userId, role);
    }

    @Override
    public void deleteRoleMapping(RealmModel realm, String userId, RoleModel role) {
        roles(realm, userId).deleteRoleMapping(realm, userId, role);
    }

    @Override
    public Stream<RoleModel> getRoleMappingsStream(RealmModel realm, String userId) {
        return roles(realm, userId).getRoleMappingsStream(realm, userId);
    }

    @Override
    public Stream<String> getRoleMembersStream(RealmModel realm, RoleModel role, Integer first, Integer max) {
        return keycloak.getRoleMembersStream(realm, role, first, max);
    }

    @Override
    public Stream<GroupModel> getGroupsStream(RealmModel realm, String userId) {
        return groups(realm, userId).getGroupsStream(realm, userId);
    }

    @Override
    public Stream<String> getMembershipStream(RealmModel realm, GroupModel group, Integer first, Integer max) {
        return keycloak.getMembershipStream(realm, group, first, max);
    }

    @Override
    public void joinGroup(RealmModel realm, String userId, GroupModel group) {
        groups(realm, userId).joinGroup(realm, userId, group);
    }

    @Override
    public void leaveGroup(RealmModel realm, String userId, GroupModel group) {
        groups(realm, userId).leaveGroup(realm, userId, group);
    }

    // Consents

    private UserConsentFederatedStorage consents(RealmModel realm, String userId) {
        return ours(realm, userId) ? consents : keycloak;
    }

    @Override
    public void addConsent(RealmModel realm, String userId, UserConsentModel consent) {
        consents(realm, userId).addConsent(realm, userId, consent);
    }

    @Override
    public UserConsentModel getConsentByClient(RealmModel realm, String userId, String clientId) {
        return consents(realm, userId).getConsentByClient(realm, userId, clientId);
    }

    @Override
    public Stream<UserConsentModel> getConsentsStream(RealmModel realm, String userId) {
        return consents(realm, userId).getConsentsStream(realm, userId);
    }

    @Override
    public void updateConsent(RealmModel realm, String userId, UserConsentModel consent) {
        consents(realm, userId).updateConsent(realm, userId, consent);
    }

    @Override
    public boolean revokeConsentForClient(RealmModel realm, String userId, String clientId) {
        return consents(realm, userId).revokeConsentForClient(realm, userId, clientId);
    }

    // Links to identity providers

    private UserBrokerLinkFederatedStorage links(RealmModel realm, String userId) {
        return ours(realm, userId) ? brokerLinks : keycloak;
    }

    /**
     * Returns the id of the user who has this link to an identity provider. Searches the tenant's schema first. If the
     * schema does not have the link, searches Keycloak's tables: a tenant realm may have other storage providers, such
     * as LDAP, whose users have their links there.
     */
    @Override
    public String getUserByFederatedIdentity(FederatedIdentityModel link, RealmModel realm) {
        String userId = brokerLinks.getUserByFederatedIdentity(link, realm);
        return userId != null ? userId : keycloak.getUserByFederatedIdentity(link, realm);
    }

    @Override
    public void addFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        links(realm, userId).addFederatedIdentity(realm, userId, link);
    }

    @Override
    public boolean removeFederatedIdentity(RealmModel realm, String userId, String provider) {
        return links(realm, userId).removeFederatedIdentity(realm, userId, provider);
    }

    @Override
    public void updateFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        links(realm, userId).updateFederatedIdentity(realm, userId, link);
    }

    @Override
    public Stream<FederatedIdentityModel> getFederatedIdentitiesStream(String userId, RealmModel realm) {
        return answeredByUserStore(realm, userId)
                ? Stream.empty()
                : links(realm, userId).getFederatedIdentitiesStream(userId, realm);
    }

    @Override
    public FederatedIdentityModel getFederatedIdentity(String userId, String provider, RealmModel realm) {
        return answeredByUserStore(realm, userId)
                ? null
                : links(realm, userId).getFederatedIdentity(userId, provider, realm);
    }

    /**
     * True if the user is a tenant's user with a plain id. Keycloak gets the links of such a user to identity providers
     * from both the user store and this provider, and combines the results (UserStorageManager, 26.7). The user store
     * returns the links, so this provider must return none.
     */
    private static boolean answeredByUserStore(RealmModel realm, String userId) {
        return StorageId.isLocalStorage(userId) && ours(realm, userId);
    }

    // Not-before times

    private UserNotBeforeFederatedStorage notBefore(RealmModel realm, String userId) {
        return ours(realm, userId) ? notBefore : keycloak;
    }

    @Override
    public void setNotBeforeForUser(RealmModel realm, String userId, int time) {
        notBefore(realm, userId).setNotBeforeForUser(realm, userId, time);
    }

    @Override
    public int getNotBeforeOfUser(RealmModel realm, String userId) {
        return notBefore(realm, userId).getNotBeforeOfUser(realm, userId);
    }

    // Verifiable credentials. These methods get no realm; they use the context's realm.

    private UserVerifiableCredentialFederatedStorage verifiable(String userId) {
        return ours(session.getContext().getRealm(), userId) ? verifiableCredentials : keycloak;
    }

    @Override
    public UserVerifiableCredentialModel addVerifiableCredential(
            String userId, UserVerifiableCredentialModel credential) {
        return verifiable(userId).addVerifiableCredential(userId, credential);
    }

    @Override
    public UserVerifiableCredentialModel updateVerifiableCredential(String userId, String clientScopeId) {
        return verifiable(userId).updateVerifiableCredential(userId, clientScopeId);
    }

    @Override
    public boolean removeVerifiableCredential(String userId, String clientScopeId) {
        return verifiable(userId).removeVerifiableCredential(userId, clientScopeId);
    }

    @Override
    public Stream<UserVerifiableCredentialModel> getVerifiableCredentialsByUser(String userId) {
        return verifiable(userId).getVerifiableCredentialsByUser(userId);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialByClientScope(String userId, String clientScopeId) {
        return verifiable(userId).getVerifiableCredentialByClientScope(userId, clientScopeId);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialById(String id) {
        UserVerifiableCredentialModel found = verifiableCredentials.getVerifiableCredentialById(id);
        return found != null ? found : keycloak.getVerifiableCredentialById(id);
    }

    @Override
    public IssuedVerifiableCredentialModel addIssuedVerifiableCredential(IssuedVerifiableCredentialModel issued) {
        return verifiable(issued.getUserId()).addIssuedVerifiableCredential(issued);
    }

    @Override
    public Stream<IssuedVerifiableCredentialModel> getIssuedVerifiableCredentialsStreamByUser(String userId) {
        return verifiable(userId).getIssuedVerifiableCredentialsStreamByUser(userId);
    }

    @Override
    public boolean removeIssuedVerifiableCredential(String id) {
        return verifiableCredentials.removeIssuedVerifiableCredential(id)
                || keycloak.removeIssuedVerifiableCredential(id);
    }

    @Override
    public void removeExpiredIssuedVerifiableCredentials() {
        keycloak.removeExpiredIssuedVerifiableCredentials();
    }

    // The following methods list no user of a tenant, since Keycloak's own tables contain no data of a tenant's users.

    @Override
    public Stream<String> getStoredUsersStream(RealmModel realm, Integer first, Integer max) {
        return keycloak.getStoredUsersStream(realm, first, max);
    }

    @Override
    public int getStoredUsersCount(RealmModel realm) {
        return keycloak.getStoredUsersCount(realm);
    }

    // Cleanup when an object of the realm is removed.

    @Override
    public void preRemove(RealmModel realm) {
        session.getProvider(TenantsProvider.class).removing(realm);
        keycloak.preRemove(realm);
    }

    @Override
    public void preRemove(RealmModel realm, RoleModel role) {
        tidying.removed(realm, role);
        keycloak.preRemove(realm, role);
    }

    @Override
    public void preRemove(RealmModel realm, GroupModel group) {
        tidying.removed(realm, group);
        keycloak.preRemove(realm, group);
    }

    @Override
    public void preRemove(RealmModel realm, ClientModel client) {
        tidying.removed(realm, client);
        keycloak.preRemove(realm, client);
    }

    @Override
    public void preRemove(ClientScopeModel clientScope) {
        tidying.removed(clientScope);
        keycloak.preRemove(clientScope);
    }

    @Override
    public void preRemove(RealmModel realm, IdentityProviderModel provider) {
        brokerLinks.preRemove(realm, provider);
        keycloak.preRemove(realm, provider);
    }

    @Override
    public void preRemove(ProtocolMapperModel protocolMapper) {
        keycloak.preRemove(protocolMapper);
    }

    /** Does nothing for a tenant's user: removing the user row removes all data of the user. */
    @Override
    public void preRemove(RealmModel realm, UserModel user) {
        if (!ours(realm, user.getId())) {
            keycloak.preRemove(realm, user);
        }
    }

    @Override
    public void preRemove(RealmModel realm, ComponentModel component) {
        tidying.removed(realm, component);
        keycloak.preRemove(realm, component);
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
