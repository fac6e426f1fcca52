package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.keycloak.session.Refusal;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.common.Profile;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.MembershipMetadata;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.representations.idm.MembershipType;

/**
 * Keycloak's view of a {@link StoredUser}. This class behaves like the UserAdapter of Keycloak's own store, and fires
 * the same events.
 *
 * <p>A tenant's user has no federation link to the tenant's component, because Keycloak treats each user with such a
 * link as an imported user. Not thread-safe.
 */
final class TenantUser implements UserModel {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UnitOfWork unit;
    private final String id;

    /**
     * The user as last read. This object stays readable after the user is removed, because Keycloak mentions the user's
     * name in messages after the removal.
     */
    private StoredUser lastSeen;

    TenantUser(
            KeycloakSession session, RealmModel realm, UnitOfWork unit, ComponentModel component, StoredUser stored) {
        this.session = session;
        this.realm = realm;
        this.unit = unit;
        this.id = UserId.of(component, stored);
        this.lastSeen = stored;
    }

    /**
     * Returns the unit of work's copy of the user. The unit of work replaces its copies if one statement has changed
     * many rows.
     */
    private StoredUser stored() {
        unit.byId(lastSeen.id()).ifPresent(found -> lastSeen = found);
        return lastSeen;
    }

    private StoredUser toBeChanged() {
        return unit.byId(lastSeen.id()).orElseThrow(Refusal::userNotFound);
    }

    private void set(Consumer<StoredUser> setter) {
        unit.change(toBeChanged(), setter);
    }

    /** @return the result of {@code change}: true if the user changed */
    private boolean change(Predicate<StoredUser> change) {
        return unit.tryChange(toBeChanged(), change);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getUsername() {
        return stored().username();
    }

    @Override
    public void setUsername(String username) {
        set(user -> user.username(KeycloakModelUtils.toLowerCaseSafe(username)));
    }

    @Override
    public Long getCreatedTimestamp() {
        return stored().createdAt();
    }

    @Override
    public void setCreatedTimestamp(Long timestamp) {
        set(user -> user.createdAt(timestamp));
    }

    @Override
    public Long getLastModifiedTimestamp() {
        return stored().modifiedAt();
    }

    @Override
    public void setLastModifiedTimestamp(Long timestamp) {
        set(user -> user.modifiedAt(timestamp));
    }

    @Override
    public boolean isEnabled() {
        return stored().enabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        set(user -> user.enabled(enabled));
    }

    @Override
    public String getFirstName() {
        return stored().firstName();
    }

    @Override
    public void setFirstName(String firstName) {
        set(user -> user.firstName(firstName));
    }

    @Override
    public String getLastName() {
        return stored().lastName();
    }

    @Override
    public void setLastName(String lastName) {
        set(user -> user.lastName(lastName));
    }

    @Override
    public String getEmail() {
        return stored().email();
    }

    @Override
    public void setEmail(String email) {
        String address = email == null || email.isBlank() ? null : KeycloakModelUtils.toLowerCaseSafe(email);
        set(user -> user.email(address, realm.isDuplicateEmailsAllowed()));
    }

    @Override
    public boolean isEmailVerified() {
        return stored().emailVerified();
    }

    @Override
    public void setEmailVerified(boolean verified) {
        set(user -> user.emailVerified(verified));
    }

    @Override
    public String getFederationLink() {
        return stored().federationLink();
    }

    /**
     * Sets the user's link to the component of a storage provider. Refuses a component that the realm does not have,
     * because Keycloak's cache would then fail to load the user (UserCacheSession, 26.7).
     */
    @Override
    public void setFederationLink(String link) {
        if (link != null && !link.equals(getFederationLink()) && realm.getComponent(link) == null) {
            throw new ModelValidationException("federationLink: the realm has no such component");
        }
        set(user -> user.federationLink(link));
    }

    @Override
    public String getServiceAccountClientLink() {
        return stored().serviceAccountClient();
    }

    /**
     * Sets the service account's link to its client. Sends the queued writes at once: if the user's name is taken,
     * Keycloak can still report that the client exists (ClientsResource, 26.7).
     */
    @Override
    public void setServiceAccountClientLink(String clientInternalId) {
        set(user -> user.serviceAccountClient(clientInternalId));
        unit.change(TenantHandle::flush);
    }

    @Override
    public void setSingleAttribute(String name, String value) {
        setAttribute(name, value == null ? List.of() : List.of(value));
    }

    @Override
    public void setAttribute(String name, List<String> values) {
        List<String> present = values == null ? List.of() : values.stream().filter(Objects::nonNull).toList();
        String first = present.isEmpty() ? null : present.get(0);
        switch (name) {
            case FIRST_NAME -> setFirstName(first);
            case LAST_NAME -> setLastName(first);
            case EMAIL -> setEmail(first);
            case USERNAME -> setUsername(first);
            default -> set(user -> user.attribute(name, present));
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (!USERNAME.equals(name)) {
            setAttribute(name, List.of());
        }
    }

    @Override
    public String getFirstAttribute(String name) {
        return getAttributeStream(name).findFirst().orElse(null);
    }

    @Override
    public Stream<String> getAttributeStream(String name) {
        StoredUser user = stored();
        return switch (name) {
            case FIRST_NAME -> Stream.ofNullable(user.firstName());
            case LAST_NAME -> Stream.ofNullable(user.lastName());
            case EMAIL -> Stream.ofNullable(user.email());
            case USERNAME -> Stream.ofNullable(user.username());
            default -> user.attributes().getOrDefault(name, List.of()).stream();
        };
    }

    @Override
    public Map<String, List<String>> getAttributes() {
        StoredUser user = stored();
        Map<String, List<String>> all = new LinkedHashMap<>();
        user.attributes().forEach((name, values) -> all.put(name, new ArrayList<>(values)));
        all.put(FIRST_NAME, listOf(user.firstName()));
        all.put(LAST_NAME, listOf(user.lastName()));
        all.put(EMAIL, listOf(user.email()));
        all.put(USERNAME, listOf(user.username()));
        return all;
    }

    /**
     * Returns a list that contains only the value, even if the value is null: Keycloak's user profile depends on this
     * null.
     */
    private static List<String> listOf(String value) {
        List<String> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    @Override
    public Stream<String> getRequiredActionsStream() {
        return stored().requiredActions().stream();
    }

    @Override
    public void addRequiredAction(String action) {
        set(user -> user.require(action));
    }

    @Override
    public void removeRequiredAction(String action) {
        set(user -> user.requireNoLonger(action));
    }

    @Override
    public Stream<GroupModel> getGroupsStream() {
        return getGroupsStream(null, null, null);
    }

    @Override
    public Stream<GroupModel> getGroupsStream(String search, Integer first, Integer max) {
        return session.groups().getGroupsStream(realm, groupIds(), search, first, max);
    }

    @Override
    public long getGroupsCount() {
        long all = groupIds().count();
        if (all > 0 && Profile.isFeatureEnabled(Profile.Feature.ORGANIZATION)) {
            // Each organization of the user has a hidden group with the user as member. Hidden groups are not counted.
            return all - session.getProvider(OrganizationProvider.class).getByMember(this).count();
        }
        return all;
    }

    @Override
    public long getGroupsCountByNameContaining(String search) {
        return search == null ? getGroupsCount() : session.groups().getGroupsCount(realm, groupIds(), search);
    }

    private Stream<String> groupIds() {
        return stored().groupIds().stream();
    }

    @Override
    public void joinGroup(GroupModel group) {
        joinGroup(group, null);
    }

    @Override
    public void joinGroup(GroupModel group, MembershipMetadata metadata) {
        MembershipType type = metadata == null ? MembershipType.UNMANAGED : metadata.getMembershipType();
        if (change(user -> user.joinGroup(group.getId(), type.name()))) {
            GroupModel.GroupMemberJoinEvent.fire(group, this, session);
        }
    }

    @Override
    public void leaveGroup(GroupModel group) {
        if (group != null && change(user -> user.leaveGroup(group.getId()))) {
            GroupModel.GroupMemberLeaveEvent.fire(group, this, session);
        }
    }

    @Override
    public boolean isMemberOf(GroupModel group) {
        return RoleUtils.isMember(getGroupsStream(), group);
    }

    @Override
    public Stream<RoleModel> getRoleMappingsStream() {
        return stored().roleIds().stream().map(realm::getRoleById).filter(Objects::nonNull);
    }

    @Override
    public Stream<RoleModel> getRealmRoleMappingsStream() {
        return getRoleMappingsStream().filter(RoleUtils::isRealmRole);
    }

    @Override
    public Stream<RoleModel> getClientRoleMappingsStream(ClientModel client) {
        return getRoleMappingsStream().filter(role -> RoleUtils.isClientRole(role, client));
    }

    @Override
    public boolean hasDirectRole(RoleModel role) {
        return stored().roleIds().contains(role.getId());
    }

    @Override
    public boolean hasRole(RoleModel role) {
        return RoleUtils.hasRole(getRoleMappingsStream(), role)
                || RoleUtils.hasRoleFromGroup(getGroupsStream(), role, true);
    }

    @Override
    public void grantRole(RoleModel role) {
        if (change(user -> user.grantRole(role.getId()))) {
            RoleModel.RoleGrantedEvent.fire(role, this, session);
        }
    }

    @Override
    public void deleteRoleMapping(RoleModel role) {
        if (role != null && change(user -> user.revokeRole(role.getId()))) {
            RoleModel.RoleRevokedEvent.fire(role, this, session);
        }
    }

    @Override
    public SubjectCredentialManager credentialManager() {
        return session.users().getUserCredentialManager(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof UserModel user && user.getId().equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
