package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.persistence.EntityManager;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Replaces Keycloak's own user store. In a tenant realm, this store uses the tenant's schema, and does not read
 * Keycloak's own tables: these tables contain no users of tenant realms.
 *
 * <p>The replacement is needed because a storage provider can't do all work on users. For some operations, such as the
 * look-up of a service account, Keycloak calls only its own store, and no storage provider. In lists, Keycloak would
 * treat a storage provider's failure as an empty answer, and would bypass fine-grained permissions. With this store,
 * one query applies the permissions and the paging, and a failure never looks like an empty answer. For users with a
 * plain id, Keycloak also calls this store for all operations that take a user's id.
 *
 * <p>This class extends Keycloak's store, because Keycloak casts its store to more interfaces than the SPI requires.
 * Each session has one instance. Not thread-safe.
 */
final class TenantUserProvider extends PlainIdUserProvider {

    private final KeycloakSession session;

    TenantUserProvider(KeycloakSession session, EntityManager keycloak) {
        super(session, keycloak);
        this.session = session;
    }

    private Optional<TenantUsers> tenant(RealmModel realm) {
        return TenantUsers.of(session, realm);
    }

    @Override
    public UserModel addUser(
            RealmModel realm, String id, String username, boolean addDefaultRoles, boolean addDefaultRequiredActions) {
        Optional<TenantUsers> users = tenant(realm);
        if (users.isPresent()) {
            return users.get().add(id, username, addDefaultRoles, addDefaultRequiredActions);
        }
        UserModel user = super.addUser(realm, id, username, addDefaultRoles, addDefaultRequiredActions);
        if (id != null) {
            refuseIdOfATenantsUser(realm, id);
        }
        return user;
    }

    /**
     * Refuses an id that the caller chose for a new user, if the id belongs to another realm's tenant. Keycloak's cache
     * and several of Keycloak's deletions identify a user by the id alone, without the realm, so ids must be unique
     * among realms. Reads the registry's reservations of ids after the insert of the user's row, because another
     * operation, such as an import, may reserve the id at the same time. A reservation that is committed before this
     * read is visible here. If it is committed later, the other operation finds the row and cancels the reservation. A
     * refusal rolls the insert back.
     */
    private void refuseIdOfATenantsUser(RealmModel realm, String id) {
        em.flush(); // Keycloak itself would insert later, in a batch
        PlainIds ids = session.getProvider(TenantsProvider.class).plainIds();
        if (ExceptionTranslation.call(() -> ids.isOfAnother(realm.getId(), id))) {
            throw new ModelDuplicateException("User " + id + " exists in another realm");
        }
    }

    /**
     * Adds a user with a generated id. Keycloak calls this method for new users, service accounts, and users that
     * another storage provider, such as LDAP, imports.
     */
    @Override
    public UserModel addUser(RealmModel realm, String username) {
        return tenant(realm)
                .map(users -> users.add(null, username, true, true))
                .orElseGet(() -> super.addUser(
                        realm, KeycloakModelUtils.generateId(), username.toLowerCase(Locale.ROOT), true, true));
    }

    /**
     * Removes the users whom the given storage provider has imported. Does nothing if the provider is the tenant's own
     * component, because the tenant's users have no federation link. A release copies the users to Keycloak's own
     * tables before it removes this component.
     */
    @Override
    public void removeImportedUsers(RealmModel realm, String providerId) {
        Optional<TenantUsers> users = tenant(realm);
        if (users.isEmpty()) {
            super.removeImportedUsers(realm, providerId);
        } else if (!TenantComponents.id(realm).orElseThrow().equals(providerId)) {
            users.get().removeImported(providerId);
        }
    }

    @Override
    public void unlinkUsers(RealmModel realm, String providerId) {
        tenant(realm).ifPresentOrElse(
                users -> users.unlink(providerId), () -> super.unlinkUsers(realm, providerId));
    }

    /**
     * Looks the name up in this store and not in {@link TenantStorageProvider}, for two reasons. Keycloak validates an
     * imported user only if its user store, which this class replaces, has found the user. A storage provider that
     * imports users searches the user store for existing users.
     */
    @Override
    public UserModel getUserByUsername(RealmModel realm, String username) {
        return tenant(realm)
                .map(users -> users.byUsername(username).orElse(null))
                .orElseGet(() -> super.getUserByUsername(realm, username));
    }

    @Override
    public UserModel getUserByEmail(RealmModel realm, String email) {
        return tenant(realm)
                .map(users -> users.byEmail(email).orElse(null))
                .orElseGet(() -> super.getUserByEmail(realm, email));
    }

    @Override
    public UserModel getUserByFederatedIdentity(RealmModel realm, FederatedIdentityModel identity) {
        return TenantComponents.areIn(realm) ? null : super.getUserByFederatedIdentity(realm, identity);
    }

    @Override
    public UserModel getServiceAccount(ClientModel client) {
        return tenant(client.getRealm())
                .map(users -> users.list(new UserCriteria().serviceAccountOf(client.getId()), null, 1)
                        .findFirst()
                        .orElse(null))
                .orElseGet(() -> super.getServiceAccount(client));
    }

    @Override
    public void grantToAllUsers(RealmModel realm, RoleModel role) {
        tenant(realm).ifPresentOrElse(users -> users.grantToAll(role), () -> super.grantToAllUsers(realm, role));
    }

    @Override
    public Stream<UserModel> searchForUserStream(
            RealmModel realm, Map<String, String> params, Integer first, Integer max) {
        return tenant(realm)
                .map(users -> users.list(users.visible(SearchParameters.criteria(params)), first, max))
                .orElseGet(() -> super.searchForUserStream(realm, params, first, max));
    }

    @Override
    public Stream<UserModel> searchForUserByUserAttributeStream(RealmModel realm, String name, String value) {
        return tenant(realm)
                .map(users -> users.list(new UserCriteria().attributeIs(name, value), null, null))
                .orElseGet(() -> super.searchForUserByUserAttributeStream(realm, name, value));
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(RealmModel realm, GroupModel group, Integer first, Integer max) {
        return getGroupMembersStream(realm, group, null, null, first, max);
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(
            RealmModel realm, GroupModel group, String search, Boolean exact, Integer first, Integer max) {
        return tenant(realm)
                .map(users -> users.list(users.visible(members(group, search, exact)), first, max))
                .orElseGet(() -> search == null
                        ? super.getGroupMembersStream(realm, group, first, max)
                        : super.getGroupMembersStream(realm, group, search, exact, first, max));
    }

    private static UserCriteria members(GroupModel group, String search, Boolean exact) {
        UserCriteria members = new UserCriteria().inGroups(Set.of(group.getId()));
        return search == null || search.isBlank() ? members : members.anyName(search, Boolean.TRUE.equals(exact));
    }

    @Override
    public Stream<UserModel> getRoleMembersStream(RealmModel realm, RoleModel role, Integer first, Integer max) {
        return tenant(realm)
                .map(users ->
                        users.list(users.visible(new UserCriteria().mappedToRole(role.getId())), first, max))
                .orElseGet(() -> super.getRoleMembersStream(realm, role, first, max));
    }

    @Override
    public int getUsersCount(RealmModel realm, boolean includeServiceAccount) {
        UserCriteria all = new UserCriteria();
        return tenant(realm)
                .map(users -> users.count(users.visible(includeServiceAccount ? all : all.notServiceAccount())))
                .orElseGet(() -> super.getUsersCount(realm, includeServiceAccount));
    }

    @Override
    public int getUsersCount(RealmModel realm, Set<String> groupIds) {
        return tenant(realm)
                .map(users -> users.count(inGroups(Map.of(), groupIds)))
                .orElseGet(() -> super.getUsersCount(realm, groupIds));
    }

    @Override
    @SuppressWarnings("deprecation") // Keycloak still calls this method
    public int getUsersCount(RealmModel realm, String search) {
        return tenant(realm)
                .map(users -> users.count(
                        users.visible(SearchParameters.criteria(Map.of(UserModel.SEARCH, search)))))
                .orElseGet(() -> super.getUsersCount(realm, search));
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getUsersCount(RealmModel realm, String search, Set<String> groupIds) {
        return tenant(realm)
                .map(users -> users.count(inGroups(Map.of(UserModel.SEARCH, search), groupIds)))
                .orElseGet(() -> super.getUsersCount(realm, search, groupIds));
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params) {
        return tenant(realm)
                .map(users -> users.count(users.visible(SearchParameters.criteria(params))))
                .orElseGet(() -> super.getUsersCount(realm, params));
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params, Set<String> groupIds) {
        return tenant(realm)
                .map(users -> users.count(users.visible(inGroups(params, groupIds))))
                .orElseGet(() -> super.getUsersCount(realm, params, groupIds));
    }

    private static UserCriteria inGroups(Map<String, String> params, Set<String> groupIds) {
        UserCriteria criteria = SearchParameters.criteria(params);
        return groupIds == null ? criteria.nobody() : criteria.inGroups(groupIds);
    }
}
