package dev.tenantry.keycloak.scim;

import dev.tenantry.core.db.LikePattern;
import dev.tenantry.core.user.Comparison;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.models.jpa.entities.GroupAttributeEntity;
import org.keycloak.models.jpa.entities.GroupEntity;
import org.keycloak.scim.resource.schema.ModelSchema;
import org.keycloak.scim.resource.schema.attribute.Attribute;

/**
 * Translates a filter to a condition on Keycloak's groups. The groups are in Keycloak's own tables, but their members
 * are in the tenant's schema. So a condition on members is translated in two steps: the tenant's schema is searched for
 * the ids of the groups that have a matching member, then the condition compares the group's id with these ids.
 */
final class GroupFilter extends ScimFilter<Predicate> {

    private static final String MEMBERS = "members";
    /**
     * The attributes of Keycloak's groups that have a column of their own. All other attributes are rows of the table
     * of group attributes.
     */
    private static final Set<String> COLUMNS = Set.of("name", "createdTimestamp", "lastModifiedTimestamp");
    private static final char ESCAPE = '\\';

    private final CriteriaBuilder builder;
    private final CriteriaQuery<?> query;
    private final Root<GroupEntity> group;
    private final GroupsByMember groupsByMember;

    /** Finds the ids of the groups that have a member whose id meets a comparison. */
    interface GroupsByMember {
        /**
         * @param userIdOrNull the value to compare with each member's id in Keycloak; null to find all groups that have
         *     a member
         */
        Collection<String> ids(Comparison comparison, String userIdOrNull);
    }

    GroupFilter(
            List<? extends ModelSchema<?, ?>> schemas,
            CriteriaBuilder builder,
            CriteriaQuery<?> query,
            Root<GroupEntity> group,
            GroupsByMember groupsByMember) {
        super(schemas);
        this.builder = builder;
        this.query = query;
        this.group = group;
        this.groupsByMember = groupsByMember;
    }

    @Override
    Predicate compared(Attribute<?, ?> attribute, Comparison comparison, Object value) {
        if (value == null) {
            return builder.isTrue(builder.nullLiteral(Boolean.class));
        }
        if (isCollection(attribute)) {
            return in(groupsByMember.ids(comparison, (String) value));
        }
        if (value instanceof Long time) {
            return compared(group.<Long>get(attribute.getModelAttributeName()), comparison, time);
        }
        String name = attribute.getModelAttributeName();
        String text = (String) value;
        return COLUMNS.contains(name)
                ? text(group.get(name), comparison, text, attribute.isCaseExact())
                : anyValue(name, given -> text(given, comparison, text, attribute.isCaseExact()));
    }

    /** Tests whether the group has an attribute with a value that meets the condition. */
    private Predicate anyValue(String name, Function<Expression<String>, Predicate> condition) {
        Subquery<Integer> values = query.subquery(Integer.class);
        Root<GroupAttributeEntity> value = values.from(GroupAttributeEntity.class);
        return builder.exists(values.select(builder.literal(1)).where(
                builder.equal(value.get("group"), group),
                builder.equal(value.get("name"), name),
                condition.apply(value.get("value"))));
    }

    private Predicate text(Expression<String> value, Comparison comparison, String text, boolean exactCase) {
        return exactCase
                ? text(value, comparison, text)
                : text(builder.lower(value), comparison, text.toLowerCase(Locale.ROOT));
    }

    private Predicate text(Expression<String> column, Comparison comparison, String text) {
        return switch (comparison) {
            case CONTAINS -> builder.like(column, LikePattern.containing(text), ESCAPE);
            case STARTS_WITH -> builder.like(column, LikePattern.of(text) + "%", ESCAPE);
            case ENDS_WITH -> builder.like(column, "%" + LikePattern.of(text), ESCAPE);
            default -> compared(column, comparison, text);
        };
    }

    private <T extends Comparable<? super T>> Predicate compared(Expression<T> column, Comparison comparison, T value) {
        return switch (comparison) {
            case EQUAL -> builder.equal(column, value);
            case NOT_EQUAL -> builder.notEqual(column, value);
            case GREATER -> builder.greaterThan(column, value);
            case GREATER_OR_EQUAL -> builder.greaterThanOrEqualTo(column, value);
            case LESS -> builder.lessThan(column, value);
            case LESS_OR_EQUAL -> builder.lessThanOrEqualTo(column, value);
            default -> throw new IllegalArgumentException(comparison + " compares text only");
        };
    }

    private Predicate in(Collection<String> ids) {
        return ids.isEmpty() ? builder.disjunction() : group.get("id").in(ids);
    }

    @Override
    Predicate present(Attribute<?, ?> attribute) {
        if (isCollection(attribute)) {
            return in(groupsByMember.ids(Comparison.NOT_EQUAL, null));
        }
        String name = attribute.getModelAttributeName();
        return COLUMNS.contains(name) ? builder.isNotNull(group.get(name)) : anyValue(name, builder::isNotNull);
    }

    @Override
    Predicate and(Predicate one, Predicate other) {
        return builder.and(one, other);
    }

    @Override
    Predicate or(Predicate one, Predicate other) {
        return builder.or(one, other);
    }

    @Override
    Predicate not(Predicate condition) {
        return builder.not(condition);
    }

    @Override
    boolean isCollection(Attribute<?, ?> attribute) {
        return attribute.getModelAttributeName().equals(MEMBERS);
    }
}
