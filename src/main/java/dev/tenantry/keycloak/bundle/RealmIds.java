package dev.tenantry.keycloak.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Replaces the ids in an exported realm. A UUID is replaced everywhere, also inside longer texts, such as a policy that
 * names a user. An id that an admin has chosen can be any word, so it is replaced only in fields that hold ids.
 */
record RealmIds(Map<String, String> newByOld) {

    /** The fields that hold an object's own id. */
    private static final Set<String> NAMING = Set.of("id", "_id", "internalId");

    /** The fields that hold only ids of other objects. */
    private static final Set<String> REFERRING =
            Set.of("containerId", "parentId", "authenticationFlowBindingOverrides");

    /** Fields in which admins can write any content, including the names of inner fields. */
    private static final Set<String> FREE_FIELDS = Set.of("config", "attributes");

    private static final Pattern UUID = Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    /** Returns the ids of all objects in the realm. */
    static Set<String> in(JsonNode realm) {
        Set<String> ids = new TreeSet<>();
        collect(realm, ids);
        return ids;
    }

    /** Returns all UUIDs in the realm's JSON, also those inside longer texts. */
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

    /** How to treat a text, depending on its position in the realm's JSON. */
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
