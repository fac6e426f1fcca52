package dev.tenantry.keycloak.organization;

import dev.tenantry.core.db.LikePattern;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.PaginationUtils;
import org.keycloak.models.jpa.entities.GroupEntity;
import org.keycloak.models.jpa.entities.OrganizationEntity;

/**
 * Finds organizations and their groups in Keycloak's own tables by the ids of groups. Keycloak's own queries can't be
 * used, because they join Keycloak's table of memberships (JpaOrganizationProvider, 26.7). That table has no rows for a
 * tenant's users.
 */
final class OrganizationQueries {

    private OrganizationQueries() {}

    /** True if the organization belongs to a realm that is not the context's realm. */
    static boolean isOfAnotherRealm(KeycloakSession session, String id) {
        OrganizationEntity organization = entityManager(session).find(OrganizationEntity.class, id);
        return organization != null
                && !organization.getRealmId().equals(session.getContext().getRealm().getId());
    }

    /**
     * Returns the ids of organizations, sorted by the organizations' names. An organization is included if its hidden
     * group is among the given groups. Does not apply the caller's admin permissions: Keycloak looks up a member's
     * organizations at logins and for tokens, where the caller is the member. Keycloak's admin API itself applies the
     * permissions to the organizations that this method returns (OrganizationMemberResource, 26.7).
     */
    static Stream<String> ofGroups(KeycloakSession session, Set<String> groupIds) {
        RealmModel realm = session.getContext().getRealm();
        EntityManager keycloak = entityManager(session);
        CriteriaBuilder builder = keycloak.getCriteriaBuilder();
        CriteriaQuery<OrganizationEntity> query = builder.createQuery(OrganizationEntity.class);
        Root<OrganizationEntity> organization = query.from(OrganizationEntity.class);
        Predicate ofRealm = builder.equal(organization.get("realmId"), realm.getId());
        query.where(ofRealm, organization.get("groupId").in(groupIds)).orderBy(builder.asc(organization.get("name")));
        return keycloak.createQuery(query).getResultList().stream().map(OrganizationEntity::getId);
    }

    /** Selects the organization's groups among the given groups. Returns the selected groups, sorted by name. */
    static Stream<GroupModel> groups(
            KeycloakSession session,
            OrganizationModel organization,
            Set<String> groupIds,
            String search,
            Integer first,
            Integer max) {
        RealmModel realm = session.getContext().getRealm();
        EntityManager keycloak = entityManager(session);
        CriteriaBuilder builder = keycloak.getCriteriaBuilder();
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<GroupEntity> group = query.from(GroupEntity.class);
        List<Predicate> predicates = new ArrayList<>();
        predicates.add(builder.equal(group.get("realm"), realm.getId()));
        predicates.add(builder.equal(group.get("type"), GroupModel.Type.ORGANIZATION.intValue()));
        predicates.add(builder.equal(group.get("organization").get("id"), organization.getId()));
        predicates.add(group.get("id").in(groupIds));
        if (search != null && !search.isBlank()) {
            predicates.add(builder.like(builder.lower(group.get("name")), beginning(search), '\\'));
        }
        query.select(group.get("id")).where(predicates).orderBy(builder.asc(group.get("name")));
        return PaginationUtils.paginateQuery(keycloak.createQuery(query), first, max).getResultList().stream()
                .map(realm::getGroupById)
                .filter(Objects::nonNull);
    }

    private static String beginning(String search) {
        return LikePattern.of(search.trim().toLowerCase(Locale.ROOT)).replace('*', '%') + "%";
    }

    private static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
