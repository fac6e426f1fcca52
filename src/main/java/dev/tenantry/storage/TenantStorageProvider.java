package dev.tenantry.storage;

import dev.tenantry.server.TenantUnit;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.user.MembershipStore;
import dev.tenantry.user.StoredUser;
import dev.tenantry.user.UserCriteria;
import dev.tenantry.user.UserSearch;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserBulkUpdateProvider;
import org.keycloak.storage.user.UserCountMethodsProvider;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserQueryMethodsProvider;
import org.keycloak.storage.user.UserRegistrationProvider;

/**
 * The users of one tenant realm, in its schema. Passwords and other credentials are deliberately not validated here:
 * Keycloak's own credential providers do that, from the credential store.
 */
public final class TenantStorageProvider
        implements UserStorageProvider,
                UserLookupProvider,
                UserRegistrationProvider,
                UserQueryMethodsProvider,
                UserCountMethodsProvider,
                UserBulkUpdateProvider {

    private final KeycloakSession session;
    private final ComponentModel component;

    TenantStorageProvider(KeycloakSession session, ComponentModel component) {
        this.session = session;
        this.component = component;
    }

    @Override
    public UserModel getUserById(RealmModel realm, String id) {
        return model(realm, unit(realm).byId(StorageId.externalId(id)));
    }

    @Override
    public UserModel getUserByUsername(RealmModel realm, String username) {
        return model(realm, unit(realm).byUsername(username));
    }

    @Override
    public UserModel getUserByEmail(RealmModel realm, String email) {
        return model(realm, unit(realm).byEmail(email));
    }

    /** Stores a new user with what the realm gives every new user, like JpaUserProvider.addUser. */
    @Override
    public UserModel addUser(RealmModel realm, String username) {
        TenantUnit unit = unit(realm);
        StoredUser stored = new StoredUser(KeycloakModelUtils.generateId(), username.toLowerCase(Locale.ROOT));
        long now = Time.currentTimeMillis();
        stored.createdAt(now);
        stored.modifiedAt(now);
        unit.add(stored);
        TenantUser user = new TenantUser(session, realm, unit, component, stored.id());
        user.grantRole(realm.getDefaultRole());
        realm.getDefaultGroupsStream().forEach(user::joinGroup);
        realm.getRequiredActionProvidersStream()
                .filter(RequiredActionProviderModel::isEnabled)
                .filter(RequiredActionProviderModel::isDefaultAction)
                .map(RequiredActionProviderModel::getAlias)
                .forEach(user::addRequiredAction);
        return user;
    }

    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        return unit(realm).remove(StorageId.externalId(user.getId()));
    }

    @Override
    public void grantToAllUsers(RealmModel realm, RoleModel role) {
        TenantUnit unit = unit(realm);
        unit.change(handle -> MembershipStore.grantRoleToAll(handle, role.getId()));
        unit.reload();
    }

    @Override
    public Stream<UserModel> searchForUserStream(
            RealmModel realm, Map<String, String> params, Integer first, Integer max) {
        return list(realm, SearchParameters.criteria(params), first, max);
    }

    @Override
    public Stream<UserModel> searchForUserByUserAttributeStream(RealmModel realm, String name, String value) {
        return list(realm, new UserCriteria().attributeIs(name, value), null, null);
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(RealmModel realm, GroupModel group, Integer first, Integer max) {
        return list(realm, new UserCriteria().inGroups(Set.of(group.getId())), first, max);
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(
            RealmModel realm, GroupModel group, String search, Boolean exact, Integer first, Integer max) {
        UserCriteria members = new UserCriteria().inGroups(Set.of(group.getId()));
        if (search != null && !search.isBlank()) {
            members.anyName(search, Boolean.TRUE.equals(exact));
        }
        return list(realm, members, first, max);
    }

    @Override
    public Stream<UserModel> getRoleMembersStream(RealmModel realm, RoleModel role, Integer first, Integer max) {
        return list(realm, new UserCriteria().mappedToRole(role.getId()), first, max);
    }

    @Override
    public int getUsersCount(RealmModel realm, boolean includeServiceAccount) {
        UserCriteria all = new UserCriteria();
        return count(realm, includeServiceAccount ? all : all.notServiceAccount());
    }

    @Override
    public int getUsersCount(RealmModel realm, Set<String> groupIds) {
        return getUsersCount(realm, Map.of(), groupIds);
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated for callers; Keycloak still calls it
    public int getUsersCount(RealmModel realm, String search) {
        return getUsersCount(realm, Map.of(UserModel.SEARCH, search));
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getUsersCount(RealmModel realm, String search, Set<String> groupIds) {
        return getUsersCount(realm, Map.of(UserModel.SEARCH, search), groupIds);
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params) {
        return count(realm, SearchParameters.criteria(params));
    }

    @Override
    public int getUsersCount(RealmModel realm, Map<String, String> params, Set<String> groupIds) {
        return groupIds == null || groupIds.isEmpty()
                ? 0
                : count(realm, SearchParameters.criteria(params).inGroups(groupIds));
    }

    private Stream<UserModel> list(RealmModel realm, UserCriteria criteria, Integer first, Integer max) {
        TenantUnit unit = unit(realm);
        return unit.list(handle -> UserSearch.list(handle, criteria, first, max)).stream()
                .map(stored -> new TenantUser(session, realm, unit, component, stored.id()));
    }

    private int count(RealmModel realm, UserCriteria criteria) {
        return unit(realm).read(handle -> UserSearch.count(handle, criteria));
    }

    private UserModel model(RealmModel realm, Optional<StoredUser> stored) {
        return stored.map(found -> new TenantUser(session, realm, unit(realm), component, found.id())).orElse(null);
    }

    private TenantUnit unit(RealmModel realm) {
        return session.getProvider(TenantsProvider.class).unit(realm);
    }

    @Override
    public void close() {
        // Holds nothing: connections belong to the unit of work.
    }
}
