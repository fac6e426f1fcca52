package dev.tenantry.keycloak.scim;

import dev.tenantry.core.user.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.scim.filter.FilterUtils;
import org.keycloak.scim.filter.ScimFilterParser;
import org.keycloak.scim.filter.ScimFilterParserBaseVisitor;
import org.keycloak.scim.resource.schema.ModelSchema;
import org.keycloak.scim.resource.schema.attribute.Attribute;

/**
 * Translates a parsed filter to a condition. Keycloak's rules apply (ScimJPAPredicateEvaluator, 26.7): a comparison
 * with an attribute that the realm does not have yields no condition, which is an empty Optional. If one side of an OR
 * yields no condition, the OR yields the condition of the other side. If one side of an AND yields no condition, the
 * AND yields no condition. Keycloak's parser limits the length and the depth of filters (FilterUtils, 26.7).
 *
 * @param <C> the type of the condition: on a tenant's users, or on Keycloak's groups
 */
abstract class ScimFilter<C> extends ScimFilterParserBaseVisitor<Optional<C>> {

    private static final Map<String, Comparison> OPERATORS = Map.of(
            "eq", Comparison.EQUAL,
            "ne", Comparison.NOT_EQUAL,
            "co", Comparison.CONTAINS,
            "sw", Comparison.STARTS_WITH,
            "ew", Comparison.ENDS_WITH,
            "gt", Comparison.GREATER,
            "ge", Comparison.GREATER_OR_EQUAL,
            "lt", Comparison.LESS,
            "le", Comparison.LESS_OR_EQUAL);

    private final List<? extends ModelSchema<?, ?>> schemas;

    /** The path before the brackets, such as {@code emails} in {@code emails[value pr]}; null outside of brackets. */
    private String outerPath;

    ScimFilter(List<? extends ModelSchema<?, ?>> schemas) {
        this.schemas = schemas;
    }

    /**
     * Returns the condition of a filter; empty if the filter yields no condition. In this case no user or group matches
     * the filter.
     *
     * @throws org.keycloak.scim.filter.ScimFilterException if the filter is malformed, too long or too deep
     */
    Optional<C> condition(String filter) {
        return visit(FilterUtils.parseFilter(filter));
    }

    /** @param value the text, the Boolean, or the Long with milliseconds since the epoch; null for SCIM's null */
    abstract C compared(Attribute<?, ?> attribute, Comparison comparison, Object value);

    abstract C present(Attribute<?, ?> attribute);

    abstract C and(C one, C other);

    abstract C or(C one, C other);

    abstract C not(C condition);

    /** True if the attribute can have several values. Brackets after such an attribute test each value separately. */
    abstract boolean isCollection(Attribute<?, ?> attribute);

    @Override
    public Optional<C> visitFilter(ScimFilterParser.FilterContext filter) {
        return visit(filter.expression());
    }

    @Override
    public Optional<C> visitExpression(ScimFilterParser.ExpressionContext expression) {
        Optional<C> right = visit(expression.andExpression());
        if (expression.OR() == null) {
            return right;
        }
        Optional<C> left = visit(expression.expression());
        return left.isPresent() && right.isPresent() ? Optional.of(or(left.get(), right.get())) : left.or(() -> right);
    }

    @Override
    public Optional<C> visitAndExpression(ScimFilterParser.AndExpressionContext expression) {
        Optional<C> right = visit(expression.notExpression());
        if (expression.AND() == null) {
            return right;
        }
        Optional<C> left = visit(expression.andExpression());
        return isInCollection() ? Optional.empty() : left.flatMap(one -> right.map(other -> and(one, other)));
    }

    @Override
    public Optional<C> visitNotExpression(ScimFilterParser.NotExpressionContext expression) {
        if (expression.NOT() == null) {
            return visit(expression.atom());
        }
        Optional<C> negated = visit(expression.notExpression());
        return isInCollection() ? Optional.empty() : negated.map(this::not);
    }

    @Override
    public Optional<C> visitAtom(ScimFilterParser.AtomContext atom) {
        if (atom.valuePath() != null) {
            return visit(atom.valuePath());
        }
        return visit(atom.attributeExpression() != null ? atom.attributeExpression() : atom.expression());
    }

    @Override
    public Optional<C> visitValuePath(ScimFilterParser.ValuePathContext brackets) {
        String before = outerPath;
        outerPath = path(brackets.ATTRPATH().getText());
        try {
            return visit(brackets.expression());
        } finally {
            outerPath = before;
        }
    }

    @Override
    public Optional<C> visitPresentExpression(ScimFilterParser.PresentExpressionContext expression) {
        String path = path(expression.ATTRPATH().getText());
        return attribute(path).map(this::present);
    }

    @Override
    public Optional<C> visitComparisonExpression(ScimFilterParser.ComparisonExpressionContext expression) {
        String path = path(expression.ATTRPATH().getText());
        return attribute(path).map(attribute -> {
            Comparison comparison = OPERATORS.get(expression.compareOp().getText().toLowerCase(Locale.ROOT));
            String value = FilterUtils.extractCompValue(expression.compValue());
            return compared(attribute, comparison, FilterValue.of(attribute, path, comparison, value));
        });
    }

    private String path(String written) {
        return outerPath == null ? written : outerPath + "." + written;
    }

    /**
     * True while the visitor is in the brackets after an attribute that can have several values. In such brackets, AND
     * and NOT would have to test each value separately, which this class does not support. So AND and NOT in such
     * brackets yield no condition, like a comparison with an unknown attribute.
     */
    private boolean isInCollection() {
        return outerPath != null && attribute(outerPath).filter(this::isCollection).isPresent();
    }

    private Optional<Attribute<?, ?>> attribute(String path) {
        for (ModelSchema<?, ?> schema : schemas) {
            Attribute<?, ?> attribute = schema.getAttributeByPath(path);
            if (attribute != null) {
                return Optional.<Attribute<?, ?>>of(attribute).filter(known -> known.getModelAttributeName() != null);
            }
        }
        return Optional.empty();
    }
}
