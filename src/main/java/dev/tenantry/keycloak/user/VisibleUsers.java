package dev.tenantry.keycloak.user;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import dev.tenantry.core.user.UserCriteria;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.authorization.fgap.evaluation.partial.PartialEvaluationContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Narrows criteria to the users that the calling admin may see. Applies fine-grained permissions as Keycloak does to
 * its own tables (PartialEvaluator.buildPredicates and JpaUserPartialEvaluationProvider, 26.7). If access to a group is
 * denied, access to all its members is denied.
 */
final class VisibleUsers {

    private static final String ALL_USERS = AdminPermissionsSchema.USERS_RESOURCE_TYPE;
    private static final String ALL_GROUPS = AdminPermissionsSchema.GROUPS_RESOURCE_TYPE;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final PartialEvaluationContext permissions;

    private VisibleUsers(KeycloakSession session, RealmModel realm, PartialEvaluationContext permissions) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
    }

    /**
     * Narrows the criteria in place.
     *
     * @return the given criteria
     */
    static UserCriteria among(KeycloakSession session, RealmModel realm, UserCriteria criteria) {
        AdminPermissions.onUsers(session, realm)
                .map(permissions -> new VisibleUsers(session, realm, permissions))
                .ifPresent(visible -> visible.narrow(criteria));
        return criteria;
    }

    private void narrow(UserCriteria criteria) {
        if (permissions.getResourceType() == null) {
            narrowByFirstVersion(criteria);
            return;
        }
        Set<String> granted = permissions.getAllowedResources();
        Set<String> denied = permissions.getDeniedResources();
        Optional<UserCriteria> inGrantedGroup = inGrantedGroup();
        if (granted.isEmpty() && inGrantedGroup.isEmpty()) {
            criteria.nobody();
            return;
        }
        if (!denied.contains(ALL_USERS)) {
            criteria.not(among(denied));
        }
        byDeniedGroups(criteria);
        if (granted.contains(ALL_USERS)) {
            return;
        }
        criteria.anyOf(inGrantedGroup
                .map(members -> new UserCriteria[] {members, among(granted)})
                .orElseGet(() -> new UserCriteria[] {among(granted)}));
    }

    /**
     * Narrows the criteria to the members of the groups whose ids Keycloak has stored in the session. The first version
     * of Keycloak's fine-grained permissions stores these ids.
     */
    private void narrowByFirstVersion(UserCriteria criteria) {
        if (session.getAttribute(UserModel.GROUPS) instanceof Collection<?> groupIds) {
            criteria.inGroups(groupIds.stream().map(String.class::cast).toList());
        }
    }

    private Optional<UserCriteria> inGrantedGroup() {
        Set<String> groups = permissions.getAllowedGroups();
        if (groups.isEmpty() || permissions.getDeniedResources().contains(ALL_USERS)
                || permissions.isResourceTypeAllowed()) {
            return Optional.empty();
        }
        return Optional.of(groups.contains(ALL_GROUPS)
                ? new UserCriteria().inAnyGroup()
                : new UserCriteria().inGroups(groups));
    }

    private void byDeniedGroups(UserCriteria criteria) {
        Set<String> grantedGroups = permissions.getAllowedGroups();
        Set<String> deniedGroups = permissions.getDeniedGroups();
        if (deniedGroups.contains(ALL_GROUPS)) {
            byAllGroupsDenied(criteria, grantedGroups);
        } else if (!permissions.getAllowedResources().isEmpty()
                || !grantedGroups.isEmpty() && !permissions.getDeniedResources().contains(ALL_USERS)) {
            criteria.not(new UserCriteria().inGroups(deniedGroups));
        }
    }

    private void byAllGroupsDenied(UserCriteria criteria, Set<String> grantedGroups) {
        UserCriteria inNoGroup = new UserCriteria().not(new UserCriteria().inAnyGroup());
        if (!permissions.isResourceTypeAllowed()) {
            criteria.not(new UserCriteria().inGroups(permissions.getDeniedGroupIds()));
        } else if (!grantedGroups.isEmpty()) {
            criteria.anyOf(inNoGroup, new UserCriteria().inGroups(grantedGroups));
        } else if (permissions.getDeniedGroupIds().isEmpty()) {
            criteria.anyOf(inNoGroup, among(permissions.getAllowedResourceIds()));
        } else {
            criteria.anyOf(inNoGroup);
        }
    }

    /**
     * Returns criteria for the users with these Keycloak ids. Ignores ids that do not belong to users of the tenant.
     */
    private UserCriteria among(Collection<String> userIds) {
        Map<Boolean, List<String>> ids = userIds.stream()
                .filter(id -> TenantComponents.owns(realm, id))
                .map(UserId::of)
                .collect(partitioningBy(UserId::plain, mapping(UserId::stored, toList())));
        return new UserCriteria().among(ids.get(false), ids.get(true));
    }
}
