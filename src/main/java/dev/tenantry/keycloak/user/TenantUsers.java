package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.user.Comparison;
import dev.tenantry.core.user.References;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserCondition;
import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.core.user.UserSearch;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.StorageId;

/**
 * The users of one tenant realm as Keycloak's models. The classes of this package that implement Keycloak's interfaces
 * use this class. Not thread-safe.
 */
public final class TenantUsers {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ComponentModel component;

    TenantUsers(KeycloakSession session, RealmModel realm, ComponentModel component) {
        this.session = session;
        this.realm = realm;
        this.component = component;
    }

    /** Returns the users of a tenant's realm; empty if the realm is not a tenant's. */
    public static Optional<TenantUsers> of(KeycloakSession session, RealmModel realm) {
        return TenantComponents.of(realm).map(component -> new TenantUsers(session, realm, component));
    }

    /**
     * Looks up the unit of work. Call this method at each use of the unit, and never earlier, because the look-up may
     * fail. If a method that returns a stream of users fails before the stream is read, Keycloak treats the failure as
     * an empty list (see {@link #list}).
     */
    private UnitOfWork unit() {
        return session.getProvider(TenantsProvider.class).unit(realm);
    }

    public Optional<UserModel> byId(String id) {
        return stored(id).map(this::model);
    }

    private Optional<StoredUser> stored(String id) {
        UserId asked = UserId.of(id);
        return unit().byId(asked.stored()).filter(asked::isOf);
    }

    public Optional<UserModel> byUsername(String username) {
        return unit().byUsername(username).map(this::model);
    }

    /**
     * Returns the user with this e-mail. If the user's row says that several users may have this e-mail, but the realm
     * no longer allows this, changes the row so that the e-mail is unique. Keycloak's own store makes the same change
     * (JpaUserProvider.ensureEmailConstraint, 26.7).
     *
     * @throws ModelDuplicateException if several users have the e-mail
     */
    public Optional<UserModel> byEmail(String email) {
        List<StoredUser> found = unit().byEmail(email);
        if (found.size() > 1) {
            throw new ModelDuplicateException("Several users have this e-mail");
        }
        found.stream().filter(user -> user.emailShared() && !realm.isDuplicateEmailsAllowed()).forEach(user -> {
            unit().change(user, shared -> shared.email(shared.email(), false));
        });
        return found.stream().findFirst().map(this::model);
    }

    /**
     * Stores a new user, as JpaUserProvider.addUser does.
     *
     * @param id the user's id; null for a new id, which begins with the tenant's prefix
     * @throws ModelException if the username is null, which Keycloak's own table refuses too
     * @throws ModelValidationException if a user with this id could never sign in
     */
    UserModel add(String id, String username, boolean withDefaultRoles, boolean withDefaultRequiredActions) {
        if (username == null) {
            throw new ModelException("The field username is needed");
        }
        StoredUser stored = newUser(id, KeycloakModelUtils.toLowerCaseSafe(username));
        long now = Time.currentTimeMillis();
        stored.createdAt(now);
        stored.modifiedAt(now);
        unit().add(stored);
        UserModel user = model(stored);
        if (withDefaultRoles) {
            user.grantRole(realm.getDefaultRole());
            realm.getDefaultGroupsStream().forEach(user::joinGroup);
        }
        if (withDefaultRequiredActions) {
            realm.getRequiredActionProvidersStream()
                    .filter(RequiredActionProviderModel::isEnabled)
                    .filter(RequiredActionProviderModel::isDefaultAction)
                    .map(RequiredActionProviderModel::getAlias)
                    .forEach(user::addRequiredAction);
        }
        return user;
    }

    private StoredUser newUser(String id, String username) {
        IdPrefix prefix = unit().tenant().idPrefix();
        if (id == null) {
            return new StoredUser(prefix.newId(), true, username);
        }
        ChosenId chosen = new ChosenId(id);
        chosen.problem(component.getId()).ifPresent(problem -> {
            throw new ModelValidationException("The field id " + problem);
        });
        boolean isPlain = chosen.isOwn(prefix) || chosen.isPlain() && isReserved(id);
        return new StoredUser(chosen.stored(), isPlain, username);
    }

    private boolean isReserved(String id) {
        PlainIds ids = session.getProvider(TenantsProvider.class).plainIds();
        return ExceptionTranslation.call(() -> !ids.reservedFor(realm.getId(), Set.of(id)).isEmpty());
    }

    /** Returns Keycloak's id of a user of the realm's tenant. */
    public static String idOf(RealmModel realm, StoredUser user) {
        return UserId.of(TenantComponents.of(realm).orElseThrow(), user);
    }

    /** True if the user's id belongs to this tenant. */
    public boolean own(UserModel user) {
        return TenantComponents.owns(realm, user.getId());
    }

    /** Returns the ids of all groups of the user, including the hidden groups of organizations. */
    public Set<String> groupIds(UserModel user) {
        return stored(user.getId())
                .map(stored -> new HashSet<>(stored.groupIds()))
                .orElseGet(HashSet::new);
    }

    public boolean isInGroup(UserModel user, String groupId, String membershipType) {
        return stored(user.getId())
                .flatMap(stored -> stored.membershipType(groupId))
                .filter(membershipType::equals)
                .isPresent();
    }

    boolean remove(UserModel user) {
        return unit().remove(UserId.of(user.getId()).stored());
    }

    /** Removes all users whom another storage provider of the realm has imported. */
    void removeImported(String providerId) {
        unit().change(handle -> new References(handle).deleteImported(providerId));
        unit().reload();
    }

    /**
     * Removes the federation link of the users whom another storage provider has imported. These users become the
     * tenant's own users.
     */
    void unlink(String providerId) {
        unit().change(handle -> new References(handle).unlinkImported(providerId));
        unit().reload();
    }

    void grantToAll(RoleModel role) {
        unit().change(handle -> new References(handle).grantRoleToAll(role.getId()));
        unit().reload();
    }

    /**
     * Returns a stream of the users that meet the criteria. Queries the database only when the stream is read, so that
     * a failure reaches the caller: Keycloak treats a failure before the stream is read as an empty list
     * (UserStorageManager.queryWithGracefulDegradation, 26.7). Buffers only a few hundred users at a time, whatever the
     * length of the list.
     */
    public Stream<UserModel> list(UserCriteria criteria, Integer first, Integer max) {
        return UserSearch.stream(query -> unit().list(query), criteria, first, max).map(this::model);
    }

    /**
     * Applies the calling admin's fine-grained permissions to the criteria.
     *
     * @return the criteria, narrowed to users that the calling admin may see
     */
    public UserCriteria visible(UserCriteria criteria) {
        return VisibleUsers.among(session, realm, criteria);
    }

    public int count(UserCriteria criteria) {
        return unit().read(handle -> UserSearch.count(handle, criteria));
    }

    /** @see UnitOfWork#flush */
    public void flush() {
        unit().flush();
    }

    /**
     * Returns the ids of the groups that have a matching member. A member matches if the comparison of the member's id
     * with the given id is true, and if the calling admin may see the member. Service accounts count as members.
     *
     * @param userIdOrNull the id with which members' ids are compared: a user id of Keycloak, or a part of one if
     *     {@code comparison} matches parts. Null to match members with any id
     */
    public Set<String> groupsOfMembers(Comparison comparison, String userIdOrNull) {
        UserCriteria members = visible(userIdOrNull == null ? new UserCriteria() : withId(comparison, userIdOrNull));
        return Set.copyOf(unit().read(handle -> UserSearch.groupIds(handle, members)));
    }

    private UserCriteria withId(Comparison comparison, String userId) {
        if (comparison != Comparison.EQUAL) {
            String prefix = StorageId.keycloakId(component, "");
            return new UserCriteria().meeting(UserCondition.id(prefix, comparison, userId));
        }
        if (!TenantComponents.owns(realm, userId)) {
            return new UserCriteria().among(List.of(), List.of());
        }
        UserId id = UserId.of(userId);
        return id.plain()
                ? new UserCriteria().among(List.of(), List.of(id.stored()))
                : new UserCriteria().among(List.of(id.stored()), List.of());
    }

    private UserModel model(StoredUser stored) {
        return new TenantUser(session, realm, unit(), component, stored);
    }
}
