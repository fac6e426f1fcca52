package dev.tenantry.it.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.keycloak.representations.idm.UserRepresentation;

/** Checks that a schema describes a Java type that is written as JSON. */
final class RecordSchemas {

    /** The names of schemas for records whose own name is too general. */
    private static final Map<String, String> NAMES = Map.of(
            "TenantMigrationsRepresentation.Step", "MigrationStep",
            "MigrationJobRepresentation.Failure", "MigrationFailure",
            "UserImportRepresentation.Error", "UserImportError");

    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string", boolean.class, "boolean", double.class, "number double",
            int.class, "integer int32", Integer.class, "integer int32",
            long.class, "integer int64", Long.class, "integer int64");

    private final ApiFile file;

    RecordSchemas(ApiFile file) {
        this.file = file;
    }

    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String inFull = (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
        return NAMES.getOrDefault(inFull, type.getSimpleName().replaceFirst("Representation$", ""));
    }

    static boolean isRequest(Class<?> type) {
        return type.getSimpleName().endsWith("Request") || type.getSimpleName().equals("TenantChange");
    }

    /** The difference between a schema and a type; empty if the schema describes the type. */
    Optional<String> problem(JsonNode schema, Type type) {
        JsonNode resolved = file.resolved(schema);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? expect("array", resolved).or(() -> problem(resolved.path("items"), arguments[0]))
                    : expect("object", resolved).or(() ->
                            problem(resolved.path("additionalProperties"), arguments[1]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) {
            return expect("array", resolved);
        }
        if (plain.isEnum()) {
            List<String> constants = Arrays.stream(plain.getEnumConstants()).map(Object::toString).toList();
            List<String> named = StreamSupport.stream(resolved.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            return named.equals(constants) ? Optional.empty() : Optional.of(named + " are not " + constants);
        }
        if (plain.isRecord() || plain == UserRepresentation.class) {
            String reference = "#/components/schemas/" + (plain.isRecord() ? name(plain) : "User");
            return reference.equals(schema.path("$ref").asText())
                    ? Optional.empty()
                    : Optional.of(schema + " is not " + reference);
        }
        String simple = SIMPLE.get(plain);
        return simple.contains(" ")
                ? expect(simple, resolved.path("type").asText() + " " + resolved.path("format").asText())
                : expect(simple, resolved);
    }

    private static Optional<String> expect(String type, JsonNode schema) {
        return expect(type, schema.path("type").asText());
    }

    private static Optional<String> expect(String type, String found) {
        return type.equals(found) ? Optional.empty() : Optional.of("not " + type + " but " + found);
    }
}
