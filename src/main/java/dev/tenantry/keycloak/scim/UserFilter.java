package dev.tenantry.keycloak.scim;

import dev.tenantry.core.user.Comparison;
import dev.tenantry.core.user.UserColumn;
import dev.tenantry.core.user.UserCondition;
import java.util.List;
import java.util.Map;
import org.keycloak.models.UserModel;
import org.keycloak.scim.resource.schema.ModelSchema;
import org.keycloak.scim.resource.schema.attribute.Attribute;

/** Translates a filter to a condition on a tenant's users. */
final class UserFilter extends ScimFilter<UserCondition> {

    private static final String GROUPS = "groups";

    /**
     * Maps each attribute of Keycloak's user profile that has a column of its own to that column. Any other attribute
     * is a custom attribute of the user.
     */
    private static final Map<String, UserColumn> COLUMNS = Map.of(
            UserModel.USERNAME, UserColumn.USERNAME,
            UserModel.EMAIL, UserColumn.EMAIL,
            UserModel.FIRST_NAME, UserColumn.FIRST_NAME,
            UserModel.LAST_NAME, UserColumn.LAST_NAME,
            UserModel.ENABLED, UserColumn.ENABLED,
            UserModel.CREATED_TIMESTAMP, UserColumn.CREATED_AT,
            "lastModifiedTimestamp", UserColumn.MODIFIED_AT);

    UserFilter(List<? extends ModelSchema<?, ?>> schemas) {
        super(schemas);
    }

    @Override
    UserCondition compared(Attribute<?, ?> attribute, Comparison comparison, Object value) {
        String name = attribute.getModelAttributeName();
        if (value == null) {
            return UserCondition.unknown();
        }
        if (name.equals(GROUPS)) {
            return comparison == Comparison.EQUAL
                    ? UserCondition.inGroup((String) value)
                    : UserCondition.inGroup(comparison, (String) value);
        }
        UserColumn column = COLUMNS.get(name);
        if (column == null) {
            return UserCondition.attribute(name, comparison, value.toString(), isCaseExact(attribute));
        }
        if (value instanceof Boolean flag) {
            return UserCondition.flag(column, comparison, flag);
        }
        if (value instanceof Long time) {
            return UserCondition.time(column, comparison, time);
        }
        return UserCondition.text(column, comparison, (String) value, isCaseExact(attribute));
    }

    /**
     * True if comparisons with the attribute distinguish upper and lower case: as in Keycloak, for every attribute that
     * is not of type string. The e-mail, for example, is of type complex; Keycloak stores e-mails in lower case.
     */
    private static boolean isCaseExact(Attribute<?, ?> attribute) {
        return attribute.isCaseExact() || !"string".equals(attribute.getType());
    }

    @Override
    UserCondition present(Attribute<?, ?> attribute) {
        String name = attribute.getModelAttributeName();
        if (name.equals(GROUPS)) {
            return UserCondition.inAnyGroup();
        }
        UserColumn column = COLUMNS.get(name);
        return column == null ? UserCondition.attributePresent(name) : UserCondition.present(column);
    }

    @Override
    UserCondition and(UserCondition one, UserCondition other) {
        return one.and(other);
    }

    @Override
    UserCondition or(UserCondition one, UserCondition other) {
        return one.or(other);
    }

    @Override
    UserCondition not(UserCondition condition) {
        return condition.not();
    }

    @Override
    boolean isCollection(Attribute<?, ?> attribute) {
        return attribute.getModelAttributeName().equals(GROUPS);
    }
}
