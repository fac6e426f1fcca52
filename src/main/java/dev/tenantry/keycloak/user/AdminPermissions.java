package dev.tenantry.keycloak.user;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import java.util.List;
import java.util.Optional;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.authorization.fgap.evaluation.partial.PartialEvaluationContext;
import org.keycloak.authorization.fgap.evaluation.partial.PartialEvaluationStorageProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.UserEntity;

/**
 * Reads the fine-grained permissions on users that the calling admin has. Keycloak evaluates permissions only while it
 * adds conditions to a query on its own tables. So this class gives Keycloak a query that never runs, and stores the
 * permissions that Keycloak evaluates for the query.
 */
final class AdminPermissions implements PartialEvaluationStorageProvider {

    private PartialEvaluationContext evaluated;

    private AdminPermissions() {}

    /**
     * Returns the calling admin's permissions; empty if no restriction applies, because there is no caller or the
     * caller may see all users.
     */
    static Optional<PartialEvaluationContext> onUsers(KeycloakSession session, RealmModel realm) {
        CriteriaBuilder builder = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getCriteriaBuilder();
        CriteriaQuery<UserEntity> query = builder.createQuery(UserEntity.class);
        AdminPermissions permissions = new AdminPermissions();
        AdminPermissionsSchema.SCHEMA.applyAuthorizationFilters(
                session, AdminPermissionsSchema.USERS, permissions, realm, builder, query, query.from(UserEntity.class));
        return Optional.ofNullable(permissions.evaluated);
    }

    @Override
    public List<Predicate> getFilters(PartialEvaluationContext context) {
        evaluated = context;
        return List.of();
    }

    @Override
    public List<Predicate> getNegateFilters(PartialEvaluationContext context) {
        return List.of();
    }
}
