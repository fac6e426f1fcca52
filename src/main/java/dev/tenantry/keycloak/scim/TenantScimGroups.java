package dev.tenantry.keycloak.scim;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.Root;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.scim.model.group.GroupResourceTypeProvider;
import org.keycloak.scim.resource.schema.attribute.Attribute;

/**
 * Keycloak's own SCIM groups. In a tenant realm, filters by member are refused: Keycloak would look up members in its
 * own table of memberships (GroupResourceTypeProvider.getAttributeExpression, 26.7).
 */
@SuppressWarnings("unchecked") // caused by Keycloak's getSchemas()
final class TenantScimGroups extends GroupResourceTypeProvider {

    private static final String MEMBERS = "members";

    TenantScimGroups(KeycloakSession session) {
        super(session);
    }

    @Override
    public Expression<?> getAttributeExpression(
            Attribute<?, ?> attribute,
            CriteriaBuilder builder,
            Root<?> root,
            BiFunction<Class<?>, Supplier<Join<?, ?>>, Join<?, ?>> joins) {
        if (attribute.getName().equals(MEMBERS)) {
            RefusedFilters.refuse(session, "filters for the members of groups");
        }
        return super.getAttributeExpression(attribute, builder, root, joins);
    }
}
