package dev.tenantry.keycloak.scim;

import dev.tenantry.core.user.Comparison;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.keycloak.scim.filter.ScimFilterException;
import org.keycloak.scim.resource.schema.attribute.Attribute;

/**
 * Converts the value of a comparison to the type of the attribute, as Keycloak does (ScimJPAPredicateProvider, 26.7).
 */
final class FilterValue {

    private FilterValue() {}

    /**
     * Converts the value that a filter compares an attribute with.
     *
     * @param path the path of the attribute as written in the filter, for error messages
     * @param value the text; null for SCIM's null
     * @return a text, a Boolean, a Long with milliseconds since the epoch, or null
     * @throws ScimFilterException if an attribute of this type can't be tested by this comparison, or if the text is
     *     not a value of the attribute's type
     */
    static Object of(Attribute<?, ?> attribute, String path, Comparison comparison, String value) {
        if (attribute.isBoolean()) {
            require(comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL,
                    path + " is true or false, which only eq, ne and pr can test");
            return value == null ? null : flag(path, value);
        }
        if (attribute.isTimestamp()) {
            require(!comparison.isOfParts(), path + " is a time, which co, sw and ew can't test");
            return value == null ? null : time(path, value);
        }
        return value;
    }

    private static Boolean flag(String path, String value) {
        boolean isTrue = "true".equalsIgnoreCase(value);
        require(isTrue || "false".equalsIgnoreCase(value), path + " is true or false, and can't be compared with another value");
        return isTrue;
    }

    private static Long time(String path, String value) {
        try {
            return Instant.parse(value).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException noTime) {
            return milliseconds(path, value);
        }
    }

    private static Long milliseconds(String path, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException noNumber) {
            throw new ScimFilterException(path + " is a time. Write it like 2011-05-13T04:42:34Z, or in milliseconds");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ScimFilterException(message + ".");
        }
    }
}
