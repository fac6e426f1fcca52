package dev.tenantry.storage;

import dev.tenantry.server.TenantUnit;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.user.AttributeStore;
import dev.tenantry.user.BrokerLink;
import dev.tenantry.user.BrokerLinkStore;
import dev.tenantry.user.ConsentStore;
import dev.tenantry.user.CredentialStore;
import dev.tenantry.user.MembershipStore;
import dev.tenantry.user.RequiredActionStore;
import dev.tenantry.user.StoredCredential;
import dev.tenantry.user.StoredUser;
import dev.tenantry.user.StoredVerifiableCredential;
import dev.tenantry.user.VerifiableCredentialStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
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
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserVerifiableCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.client.ClientStorageProvider;
import org.keycloak.storage.federated.UserFederatedStorageProvider;
import org.keycloak.storage.jpa.JpaUserFederatedStorageProvider;

/**
 * What Keycloak keeps beside a user of a storage provider: for a tenant's users in the tenant's schema, for all others
 * where Keycloak keeps it. Long because Keycloak asks for all of it in one class; each method is one decision and one
 * call. Must be a {@link UserCredentialStore} too, to which Keycloak casts it (UserCredentialManager, 26.7).
 */
final class TenantFederatedStorageProvider implements UserFederatedStorageProvider, UserCredentialStore {

    private final KeycloakSession session;
    private final JpaUserFederatedStorageProvider keycloak;

    TenantFederatedStorageProvider(KeycloakSession session, JpaUserFederatedStorageProvider keycloak) {
        this.session = session;
        this.keycloak = keycloak;
    }

    // Which store: by the component in the user's id, or by the realm.

    private boolean ours(RealmModel realm, String userId) {
        return TenantComponents.owns(realm, userId);
    }

    private TenantUnit unit(RealmModel realm) {
        return session.getProvider(TenantsProvider.class).unit(realm);
    }

    private StoredUser stored(RealmModel realm, String userId) {
        return find(realm, userId).orElseThrow(() -> new ModelException("No such user"));
    }

    private Optional<StoredUser> find(RealmModel realm, String userId) {
        return unit(realm).byId(storedId(userId));
    }

    private static String storedId(String userId) {
        return StorageId.externalId(userId);
    }

    /** For what concerns a realm's tenant as a whole, unless all of it is about to go. */
    private void tidyUp(RealmModel realm, Consumer<TenantHandle> work) {
        if (!session.getProvider(TenantsProvider.class).isRemoving(realm)) {
            TenantComponents.unit(session, realm).ifPresent(unit -> {
                unit.change(work);
                unit.reload();
            });
        }
    }

    private RealmModel contextRealm() {
        return session.getContext().getRealm();
    }

    // Credentials

    @Override
    public void updateCredential(RealmModel realm, String userId, CredentialModel credential) {
        if (ours(realm, userId)) {
            StoredUser user = stored(realm, userId);
            requireLabelIsFree(user, credential);
            unit(realm).change(handle -> CredentialStore.update(handle, user, Credentials.row(credential)));
        } else {
            keycloak.updateCredential(realm, userId, credential);
        }
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, String userId, CredentialModel credential) {
        if (!ours(realm, userId)) {
            return keycloak.createCredential(realm, userId, credential);
        }
        StoredUser user = stored(realm, userId);
        requireLabelIsFree(user, credential);
        StoredCredential row = Credentials.row(credential);
        unit(realm).change(handle -> CredentialStore.create(handle, user, row));
        return Credentials.model(row);
    }

    private static void requireLabelIsFree(StoredUser user, CredentialModel credential) {
        String label = credential.getUserLabel();
        boolean taken = label != null
                && user.credentials().stream()
                        .filter(other -> other.label() != null && !other.id().equals(credential.getId()))
                        .anyMatch(other -> other.label().trim().equalsIgnoreCase(label.trim()));
        if (taken) {
            throw new ModelDuplicateException("Device already exists with the same name", CredentialModel.USER_LABEL);
        }
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, String userId, String id) {
        return ours(realm, userId)
                ? unit(realm).write(handle -> CredentialStore.remove(handle, stored(realm, userId), id))
                : keycloak.removeStoredCredential(realm, userId, id);
    }

    @Override
    public CredentialModel getStoredCredentialById(RealmModel realm, String userId, String id) {
        return ours(realm, userId)
                ? credentials(realm, userId).filter(found -> found.getId().equals(id)).findFirst().orElse(null)
                : keycloak.getStoredCredentialById(realm, userId, id);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsStream(RealmModel realm, String userId) {
        return ours(realm, userId)
                ? credentials(realm, userId)
                : keycloak.getStoredCredentialsStream(realm, userId);
    }

    private Stream<CredentialModel> credentials(RealmModel realm, String userId) {
        return find(realm, userId).stream().flatMap(user -> user.credentials().stream()).map(Credentials::model);
    }

    @Override
    public Stream<CredentialModel> getStoredCredentialsByTypeStream(RealmModel realm, String userId, String type) {
        return ours(realm, userId)
                ? credentials(realm, userId).filter(found -> type.equals(found.getType()))
                : keycloak.getStoredCredentialsByTypeStream(realm, userId, type);
    }

    @Override
    public CredentialModel getStoredCredentialByNameAndType(
            RealmModel realm, String userId, String name, String type) {
        return ours(realm, userId)
                ? getStoredCredentialsByTypeStream(realm, userId, type)
                        .filter(found -> Objects.equals(name, found.getUserLabel()))
                        .findFirst()
                        .orElse(null)
                : keycloak.getStoredCredentialByNameAndType(realm, userId, name, type);
    }

    @Override
    public boolean moveCredentialTo(RealmModel realm, UserModel user, String id, String newPreviousCredentialId) {
        String userId = user.getId();
        return ours(realm, userId)
                ? unit(realm).write(handle -> CredentialStore.moveBehind(
                        handle, stored(realm, userId), id, newPreviousCredentialId))
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

    // Attributes

    @Override
    public void setSingleAttribute(RealmModel realm, String userId, String name, String value) {
        if (ours(realm, userId)) {
            setAttribute(realm, userId, name, value == null ? List.of() : List.of(value));
        } else {
            keycloak.setSingleAttribute(realm, userId, name, value);
        }
    }

    @Override
    public void setAttribute(RealmModel realm, String userId, String name, List<String> values) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> AttributeStore.set(handle, stored(realm, userId), name, values));
        } else {
            keycloak.setAttribute(realm, userId, name, values);
        }
    }

    @Override
    public void removeAttribute(RealmModel realm, String userId, String name) {
        if (ours(realm, userId)) {
            setAttribute(realm, userId, name, List.of());
        } else {
            keycloak.removeAttribute(realm, userId, name);
        }
    }

    @Override
    public MultivaluedHashMap<String, String> getAttributes(RealmModel realm, String userId) {
        if (!ours(realm, userId)) {
            return keycloak.getAttributes(realm, userId);
        }
        MultivaluedHashMap<String, String> attributes = new MultivaluedHashMap<>();
        find(realm, userId).ifPresent(user -> user.attributes().forEach(attributes::addAll));
        return attributes;
    }

    /** Only others' users: the storage provider answers for the tenant's, and Keycloak adds up both answers. */
    @Override
    public Stream<String> getUsersByUserAttributeStream(RealmModel realm, String name, String value) {
        return keycloak.getUsersByUserAttributeStream(realm, name, value);
    }

    // Required actions

    @Override
    public Stream<String> getRequiredActionsStream(RealmModel realm, String userId) {
        return ours(realm, userId)
                ? find(realm, userId).stream().flatMap(user -> user.requiredActions().stream())
                : keycloak.getRequiredActionsStream(realm, userId);
    }

    @Override
    public void addRequiredAction(RealmModel realm, String userId, String action) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> RequiredActionStore.add(handle, stored(realm, userId), action));
        } else {
            keycloak.addRequiredAction(realm, userId, action);
        }
    }

    @Override
    public void removeRequiredAction(RealmModel realm, String userId, String action) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> RequiredActionStore.remove(handle, stored(realm, userId), action));
        } else {
            keycloak.removeRequiredAction(realm, userId, action);
        }
    }

    // Roles and groups

    @Override
    public void grantRole(RealmModel realm, String userId, RoleModel role) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> MembershipStore.grantRole(handle, stored(realm, userId), role.getId()));
        } else {
            keycloak.grantRole(realm, userId, role);
        }
    }

    @Override
    public void deleteRoleMapping(RealmModel realm, String userId, RoleModel role) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> MembershipStore.revokeRole(handle, stored(realm, userId), role.getId()));
        } else {
            keycloak.deleteRoleMapping(realm, userId, role);
        }
    }

    @Override
    public Stream<RoleModel> getRoleMappingsStream(RealmModel realm, String userId) {
        return ours(realm, userId)
                ? find(realm, userId).stream()
                        .flatMap(user -> user.roleIds().stream())
                        .map(realm::getRoleById)
                        .filter(Objects::nonNull)
                : keycloak.getRoleMappingsStream(realm, userId);
    }

    /** Only others' users, as with attributes. */
    @Override
    public Stream<String> getRoleMembersStream(RealmModel realm, RoleModel role, Integer first, Integer max) {
        return keycloak.getRoleMembersStream(realm, role, first, max);
    }

    @Override
    public Stream<GroupModel> getGroupsStream(RealmModel realm, String userId) {
        return ours(realm, userId)
                ? find(realm, userId).stream()
                        .flatMap(user -> user.groupIds().stream())
                        .map(realm::getGroupById)
                        .filter(Objects::nonNull)
                : keycloak.getGroupsStream(realm, userId);
    }

    /** Only others' users, as with attributes. */
    @Override
    public Stream<String> getMembershipStream(RealmModel realm, GroupModel group, Integer first, Integer max) {
        return keycloak.getMembershipStream(realm, group, first, max);
    }

    @Override
    public void joinGroup(RealmModel realm, String userId, GroupModel group) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> MembershipStore.joinGroup(
                    handle, stored(realm, userId), group.getId(), MembershipType.UNMANAGED.name()));
        } else {
            keycloak.joinGroup(realm, userId, group);
        }
    }

    @Override
    public void leaveGroup(RealmModel realm, String userId, GroupModel group) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> MembershipStore.leaveGroup(handle, stored(realm, userId), group.getId()));
        } else {
            keycloak.leaveGroup(realm, userId, group);
        }
    }

    // Consents

    @Override
    public void addConsent(RealmModel realm, String userId, UserConsentModel consent) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> ConsentStore.insert(
                    handle, storedId(userId), Consents.row(consent, Time.currentTimeMillis())));
        } else {
            keycloak.addConsent(realm, userId, consent);
        }
    }

    @Override
    public UserConsentModel getConsentByClient(RealmModel realm, String userId, String clientId) {
        return ours(realm, userId)
                ? unit(realm)
                        .read(handle -> ConsentStore.find(handle, storedId(userId), clientId))
                        .flatMap(found -> Consents.model(realm, found))
                        .orElse(null)
                : keycloak.getConsentByClient(realm, userId, clientId);
    }

    @Override
    public Stream<UserConsentModel> getConsentsStream(RealmModel realm, String userId) {
        return ours(realm, userId)
                ? unit(realm).read(handle -> ConsentStore.list(handle, storedId(userId))).stream()
                        .flatMap(found -> Consents.model(realm, found).stream())
                : keycloak.getConsentsStream(realm, userId);
    }

    @Override
    public void updateConsent(RealmModel realm, String userId, UserConsentModel consent) {
        if (!ours(realm, userId)) {
            keycloak.updateConsent(realm, userId, consent);
            return;
        }
        boolean known = unit(realm).write(handle -> ConsentStore.update(
                handle, storedId(userId), Consents.row(consent, Time.currentTimeMillis())));
        if (!known) {
            throw new ModelException("The user has given no consent to this client");
        }
    }

    @Override
    public boolean revokeConsentForClient(RealmModel realm, String userId, String clientId) {
        return ours(realm, userId)
                ? unit(realm).write(handle -> ConsentStore.delete(handle, storedId(userId), clientId))
                : keycloak.revokeConsentForClient(realm, userId, clientId);
    }

    // Links to identity providers

    @Override
    public String getUserByFederatedIdentity(FederatedIdentityModel link, RealmModel realm) {
        Optional<TenantUnit> tenant = TenantComponents.unit(session, realm);
        if (tenant.isEmpty()) {
            return keycloak.getUserByFederatedIdentity(link, realm);
        }
        List<String> users = tenant.get()
                .read(handle -> BrokerLinkStore.usersOf(handle, link.getIdentityProvider(), link.getUserId()));
        if (users.size() > 1) {
            throw new IllegalStateException(
                    "Several users are linked to one account at identity provider " + link.getIdentityProvider());
        }
        // A tenant realm may have other storage providers, such as LDAP, whose users Keycloak keeps the links of.
        return users.stream()
                .findFirst()
                .map(storedId -> StorageId.keycloakId(TenantComponents.of(realm).orElseThrow(), storedId))
                .orElseGet(() -> keycloak.getUserByFederatedIdentity(link, realm));
    }

    @Override
    public void addFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> BrokerLinkStore.insert(handle, storedId(userId), row(link)));
        } else {
            keycloak.addFederatedIdentity(realm, userId, link);
        }
    }

    @Override
    public boolean removeFederatedIdentity(RealmModel realm, String userId, String provider) {
        return ours(realm, userId)
                ? unit(realm).write(handle -> BrokerLinkStore.delete(handle, storedId(userId), provider))
                : keycloak.removeFederatedIdentity(realm, userId, provider);
    }

    @Override
    public void updateFederatedIdentity(RealmModel realm, String userId, FederatedIdentityModel link) {
        if (ours(realm, userId)) {
            unit(realm).change(handle -> BrokerLinkStore.update(handle, storedId(userId), row(link)));
        } else {
            keycloak.updateFederatedIdentity(realm, userId, link);
        }
    }

    @Override
    public Stream<FederatedIdentityModel> getFederatedIdentitiesStream(String userId, RealmModel realm) {
        return ours(realm, userId)
                ? unit(realm).read(handle -> BrokerLinkStore.list(handle, storedId(userId))).stream()
                        .map(TenantFederatedStorageProvider::model)
                : keycloak.getFederatedIdentitiesStream(userId, realm);
    }

    @Override
    public FederatedIdentityModel getFederatedIdentity(String userId, String provider, RealmModel realm) {
        return ours(realm, userId)
                ? unit(realm)
                        .read(handle -> BrokerLinkStore.find(handle, storedId(userId), provider))
                        .map(TenantFederatedStorageProvider::model)
                        .orElse(null)
                : keycloak.getFederatedIdentity(userId, provider, realm);
    }

    private static BrokerLink row(FederatedIdentityModel link) {
        return new BrokerLink(link.getIdentityProvider(), link.getUserId(), link.getUserName(), link.getToken());
    }

    private static FederatedIdentityModel model(BrokerLink link) {
        return new FederatedIdentityModel(link.provider(), link.brokerUserId(), link.brokerUsername(), link.token());
    }

    // Not before

    @Override
    public void setNotBeforeForUser(RealmModel realm, String userId, int notBefore) {
        if (ours(realm, userId)) {
            StoredUser user = stored(realm, userId);
            user.notBefore(notBefore);
            unit(realm).changed(user);
        } else {
            keycloak.setNotBeforeForUser(realm, userId, notBefore);
        }
    }

    @Override
    public int getNotBeforeOfUser(RealmModel realm, String userId) {
        return ours(realm, userId)
                ? find(realm, userId).map(StoredUser::notBefore).orElse(0)
                : keycloak.getNotBeforeOfUser(realm, userId);
    }

    // Verifiable credentials; these methods are told no realm and mean the context's

    @Override
    public UserVerifiableCredentialModel addVerifiableCredential(
            String userId, UserVerifiableCredentialModel credential) {
        RealmModel realm = contextRealm();
        if (!ours(realm, userId)) {
            return keycloak.addVerifiableCredential(userId, credential);
        }
        if (credential.getClientScopeId() == null) {
            throw new ModelException("Credential scope not specified");
        }
        long createdAt = Objects.requireNonNullElseGet(credential.getCreatedDate(), Time::currentTimeMillis);
        StoredVerifiableCredential row = new StoredVerifiableCredential(
                KeycloakModelUtils.generateId(),
                credential.getClientScopeId(),
                Objects.requireNonNullElseGet(credential.getRevision(), TenantFederatedStorageProvider::newRevision),
                credential.getUserAttributes() == null
                        ? VerifiableCredentials.attributesOf(session, realm, userId)
                        : VerifiableCredentials.json(credential.getUserAttributes()),
                createdAt,
                Objects.requireNonNullElse(credential.getUpdatedDate(), createdAt));
        unit(realm).change(handle -> VerifiableCredentialStore.insert(handle, storedId(userId), row));
        return VerifiableCredentials.model(row);
    }

    @Override
    public UserVerifiableCredentialModel updateVerifiableCredential(String userId, String clientScopeId) {
        RealmModel realm = contextRealm();
        if (!ours(realm, userId)) {
            return keycloak.updateVerifiableCredential(userId, clientScopeId);
        }
        StoredVerifiableCredential known = unit(realm)
                .read(handle -> VerifiableCredentialStore.find(handle, storedId(userId), clientScopeId))
                .orElseThrow(() -> new ModelException("Verifiable credential not found: " + clientScopeId));
        StoredVerifiableCredential row = new StoredVerifiableCredential(
                known.id(),
                clientScopeId,
                newRevision(),
                VerifiableCredentials.attributesOf(session, realm, userId),
                known.createdAt(),
                Time.currentTimeMillis());
        unit(realm).change(handle -> VerifiableCredentialStore.update(handle, row));
        return VerifiableCredentials.model(row);
    }

    private static String newRevision() {
        return SecretGenerator.getInstance().generateSecureID();
    }

    @Override
    public boolean removeVerifiableCredential(String userId, String clientScopeId) {
        RealmModel realm = contextRealm();
        return ours(realm, userId)
                ? unit(realm).write(handle ->
                        VerifiableCredentialStore.delete(handle, storedId(userId), clientScopeId))
                : keycloak.removeVerifiableCredential(userId, clientScopeId);
    }

    @Override
    public Stream<UserVerifiableCredentialModel> getVerifiableCredentialsByUser(String userId) {
        RealmModel realm = contextRealm();
        return ours(realm, userId)
                ? unit(realm).read(handle -> VerifiableCredentialStore.list(handle, storedId(userId))).stream()
                        .map(VerifiableCredentials::model)
                : keycloak.getVerifiableCredentialsByUser(userId);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialByClientScope(String userId, String clientScopeId) {
        RealmModel realm = contextRealm();
        return ours(realm, userId)
                ? unit(realm)
                        .read(handle -> VerifiableCredentialStore.find(handle, storedId(userId), clientScopeId))
                        .map(VerifiableCredentials::model)
                        .orElse(null)
                : keycloak.getVerifiableCredentialByClientScope(userId, clientScopeId);
    }

    @Override
    public UserVerifiableCredentialModel getVerifiableCredentialById(String id) {
        return TenantComponents.unit(session, contextRealm())
                .flatMap(unit -> unit.read(handle -> VerifiableCredentialStore.findById(handle, id)))
                .map(VerifiableCredentials::model)
                .orElseGet(() -> keycloak.getVerifiableCredentialById(id));
    }

    /** Those of the same user that have expired go at this occasion: a sweep over all tenants would never end. */
    @Override
    public IssuedVerifiableCredentialModel addIssuedVerifiableCredential(IssuedVerifiableCredentialModel issued) {
        RealmModel realm = contextRealm();
        String userId = issued.getUserId();
        if (!ours(realm, userId)) {
            return keycloak.addIssuedVerifiableCredential(issued);
        }
        long now = Time.currentTimeMillis();
        var row = unit(realm).write(handle -> {
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
        RealmModel realm = contextRealm();
        return ours(realm, userId)
                ? unit(realm)
                        .read(handle -> VerifiableCredentialStore.issuedTo(
                                handle, storedId(userId), Time.currentTimeMillis()))
                        .stream()
                        .map(row -> VerifiableCredentials.model(row, userId))
                : keycloak.getIssuedVerifiableCredentialsStreamByUser(userId);
    }

    @Override
    public boolean removeIssuedVerifiableCredential(String id) {
        boolean removed = TenantComponents.unit(session, contextRealm())
                .map(unit -> unit.write(handle -> VerifiableCredentialStore.deleteIssued(handle, id)))
                .orElse(false);
        return removed || keycloak.removeIssuedVerifiableCredential(id);
    }

    @Override
    public void removeExpiredIssuedVerifiableCredentials() {
        keycloak.removeExpiredIssuedVerifiableCredentials();
    }

    // Users that have something here beside a storage provider; a tenant's have everything in one place

    @Override
    public Stream<String> getStoredUsersStream(RealmModel realm, Integer first, Integer max) {
        return keycloak.getStoredUsersStream(realm, first, max);
    }

    @Override
    public int getStoredUsersCount(RealmModel realm) {
        return keycloak.getStoredUsersCount(realm);
    }

    // What else goes when something in the realm goes

    @Override
    public void preRemove(RealmModel realm) {
        session.getProvider(TenantsProvider.class).removing(realm);
        keycloak.preRemove(realm);
    }

    @Override
    public void preRemove(RealmModel realm, RoleModel role) {
        tidyUp(realm, handle -> MembershipStore.forgetRole(handle, role.getId()));
        keycloak.preRemove(realm, role);
    }

    @Override
    public void preRemove(RealmModel realm, GroupModel group) {
        tidyUp(realm, handle -> MembershipStore.forgetGroup(handle, group.getId()));
        keycloak.preRemove(realm, group);
    }

    @Override
    public void preRemove(RealmModel realm, ClientModel client) {
        tidyUp(realm, handle -> {
            ConsentStore.forgetClient(handle, client.getId());
            VerifiableCredentialStore.forgetClient(handle, client.getId());
        });
        keycloak.preRemove(realm, client);
    }

    @Override
    public void preRemove(ClientScopeModel clientScope) {
        tidyUp(clientScope.getRealm(), handle -> {
            ConsentStore.forgetScope(handle, clientScope.getId());
            VerifiableCredentialStore.forgetScope(handle, clientScope.getId());
        });
        keycloak.preRemove(clientScope);
    }

    @Override
    public void preRemove(RealmModel realm, IdentityProviderModel provider) {
        tidyUp(realm, handle -> BrokerLinkStore.forgetProvider(handle, provider.getAlias()));
        keycloak.preRemove(realm, provider);
    }

    @Override
    public void preRemove(ProtocolMapperModel protocolMapper) {
        keycloak.preRemove(protocolMapper);
    }

    /** Of a tenant's user nothing: all rows go with the user's own, when the storage provider removes that. */
    @Override
    public void preRemove(RealmModel realm, UserModel user) {
        if (!ours(realm, user.getId())) {
            keycloak.preRemove(realm, user);
        }
    }

    @Override
    public void preRemove(RealmModel realm, ComponentModel component) {
        if (ClientStorageProvider.class.getName().equals(component.getProviderType())) {
            String clientsOfIt = new StorageId(component.getId(), "").getId();
            tidyUp(realm, handle -> ConsentStore.forgetClientsBeginning(handle, clientsOfIt));
        }
        keycloak.preRemove(realm, component);
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
