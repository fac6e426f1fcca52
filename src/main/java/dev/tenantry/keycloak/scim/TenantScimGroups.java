package dev.tenantry.keycloak.scim;

import static org.keycloak.models.jpa.PaginationUtils.paginateQuery;
import static org.keycloak.utils.StreamsUtil.closing;

import dev.tenantry.keycloak.user.TenantUsers;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.GroupEntity;
import org.keycloak.scim.model.group.GroupResourceTypeProvider;
import org.keycloak.scim.protocol.request.PatchRequest.PatchOperation;
import org.keycloak.scim.protocol.request.SearchRequest;
import org.keycloak.scim.resource.group.Group;
import org.keycloak.utils.StringUtil;

/**
 * Keycloak's own SCIM groups, except that filters by member find a tenant's users in the tenant's schema. Not
 * thread-safe.
 */
@SuppressWarnings("unchecked") // caused by Keycloak's getSchemas()
final class TenantScimGroups extends GroupResourceTypeProvider {

    TenantScimGroups(KeycloakSession session) {
        super(session);
    }

    @Override
    protected Stream<GroupModel> getModels(SearchRequest request) {
        Optional<TenantUsers> users = filtered(request);
        if (users.isEmpty()) {
            return super.getModels(request);
        }
        CriteriaBuilder builder = keycloak().getCriteriaBuilder();
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<GroupEntity> group = query.from(GroupEntity.class);
        query.select(group.get("id"))
                .where(conditions(users.get(), request, builder, query, group))
                .orderBy(builder.asc(group.get("name")));
        RealmModel realm = realm();
        return closing(paginateQuery(keycloak().createQuery(query), ScimPage.first(request), ScimPage.max(request))
                        .getResultStream())
                .map(id -> session.groups().getGroupById(realm, id))
                .filter(Objects::nonNull);
    }

    @Override
    public Long count(SearchRequest request) {
        return ScimRefusal.call(session, () -> filtered(request)
                .map(users -> counted(users, request))
                .orElseGet(() -> super.count(request)));
    }

    private Long counted(TenantUsers users, SearchRequest request) {
        CriteriaBuilder builder = keycloak().getCriteriaBuilder();
        CriteriaQuery<Long> query = builder.createQuery(Long.class);
        Root<GroupEntity> group = query.from(GroupEntity.class);
        query.select(builder.count(group)).where(conditions(users, request, builder, query, group));
        return keycloak().createQuery(query).getSingleResult();
    }

    /**
     * Returns all conditions of a query for groups: the filter's condition, and the conditions that Keycloak's own
     * queries also have. Keycloak's conditions require that the group is one of the realm's top-level groups, and that
     * the caller may see the group (GroupResourceTypeProvider.getGroupPredicates, 26.7).
     */
    private Predicate[] conditions(
            TenantUsers users,
            SearchRequest request,
            CriteriaBuilder builder,
            CriteriaQuery<?> query,
            Root<GroupEntity> group) {
        Predicate filter = new GroupFilter(getSchemas(), builder, query, group, users::groupsOfMembers)
                .condition(request.getFilter())
                .orElseGet(builder::disjunction);
        Stream<Predicate> ofRealm = Stream.of(
                filter,
                builder.equal(group.get("realm"), realm().getId()),
                builder.equal(group.get("type"), GroupModel.Type.REALM.intValue()),
                builder.equal(group.get("parentId"), GroupEntity.TOP_PARENT_ID));
        List<Predicate> visible = AdminPermissionsSchema.SCHEMA.applyAuthorizationFilters(
                session, AdminPermissionsSchema.GROUPS, realm(), builder, query, group);
        return Stream.concat(ofRealm, visible.stream()).toArray(Predicate[]::new);
    }

    private Optional<TenantUsers> filtered(SearchRequest request) {
        return StringUtil.isBlank(request.getFilter()) ? Optional.empty() : TenantUsers.of(session, realm());
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    private EntityManager keycloak() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    @Override
    public Stream<Group> getAll(SearchRequest request) {
        return ScimRefusal.call(session, () -> super.getAll(request).toList()).stream();
    }

    @Override
    public Group get(String id, List<String> attributes, List<String> excludedAttributes) {
        return ScimRefusal.call(session, () -> super.get(id, attributes, excludedAttributes));
    }

    @Override
    public Group create(Group group) {
        return ScimRefusal.write(session, () -> super.create(group));
    }

    @Override
    public Group update(Group group) {
        return ScimRefusal.write(session, () -> super.update(group));
    }

    @Override
    public void patch(Group group, List<PatchOperation> operations) {
        ScimRefusal.write(session, () -> {
            super.patch(group, operations);
            return null;
        });
    }

    @Override
    public boolean delete(String id) {
        return ScimRefusal.write(session, () -> super.delete(id));
    }
}
