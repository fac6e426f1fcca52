package dev.tenantry.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The ids in an exported realm. Keycloak itself makes UUIDs, which are replaced wherever they stand, within longer
 * texts too, such as a user's id in a policy; ids that somebody has chosen could be any word, and are replaced only
 * where an id must stand.
 */
record RealmIds(Map<String, String> newByOld) {

    /** The fields by which the things in an export are known. */
    private static final Set<String> NAMING = Set.of("id", "_id", "internalId");

    /** Further fields that hold nothing but an id. */
    private static final Set<String> REFERRING =
            Set.of("containerId", "parentId", "authenticationFlowBindingOverrides");

    /** Below these everything is somebody's choice, the names of the fields too. */
    private static final Set<String> FREE_FIELDS = Set.of("config", "attributes");

    private static final Pattern UUID = Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    /** All things that have one. */
    static Set<String> in(JsonNode realm) {
        Set<String> ids = new TreeSet<>();
        collect(realm, ids);
        return ids;
    }

    /** All UUIDs, of whatever they are, wherever they stand. */
    static Set<String> uuids(JsonNode realm) {
        Set<String> found = new TreeSet<>();
        UUID.matcher(realm.toString()).results().forEach(match -> found.add(match.group()));
        return found;
    }

    private static void collect(JsonNode node, Set<String> ids) {
        node.properties().forEach(field -> {
            if (NAMING.contains(field.getKey()) && field.getValue().isTextual()) {
                ids.add(field.getValue().textValue());
            } else if (!FREE_FIELDS.contains(field.getKey())) {
                collect(field.getValue(), ids);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, ids));
        }
    }

    ObjectNode replaceIn(ObjectNode realm) {
        return (ObjectNode) replaced(realm, Position.ORDINARY);
    }

    private JsonNode replaced(JsonNode node, Position position) {
        if (node.isTextual()) {
            String text = node.textValue();
            return JsonNodeFactory.instance.textNode(
                    position == Position.ID ? newByOld.getOrDefault(text, text) : replaced(text));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(
                    field -> copy.set(field.getKey(), replaced(field.getValue(), position.below(field.getKey()))));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(replaced(element, position)));
            return copy;
        }
        return node;
    }

    /** What a text must be that stands somewhere. */
    private enum Position {
        ORDINARY,
        ID,
        FREE;

        private Position below(String field) {
            if (this != ORDINARY) {
                return this;
            }
            if (FREE_FIELDS.contains(field)) {
                return FREE;
            }
            return NAMING.contains(field) || REFERRING.contains(field) ? ID : ORDINARY;
        }
    }

    private String replaced(String text) {
        return UUID.matcher(text).replaceAll(found -> newByOld.getOrDefault(found.group(), found.group()));
    }
}
