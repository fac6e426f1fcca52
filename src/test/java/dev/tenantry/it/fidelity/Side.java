package dev.tenantry.it.fidelity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.actors.TestRealm;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the two realms, with the ids that a script remembers of it. Scripts write {@code {grace}} for the id that was
 * remembered as "grace", since the same user has another id in the other realm.
 */
final class Side {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9 '_-]*)}");

    private final TestRealm realm;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    Side(TestRealm realm) {
        this.realm = realm;
        remember("realm id", realm.id());
        remember("realm", realm.name());
        remember("ada", realm.firstUserId());
    }

    TestRealm realm() {
        return realm;
    }

    /** Remembers the id by this name. A previous id of this name is still reported by the name. */
    void remember(String name, String id) {
        ids.put(name, id);
        names.put(id, name);
    }

    /** The name of this id in the script; null if the id has no name. */
    String nameOf(String id) {
        return names.get(id);
    }

    /** Replaces the names in the text by their ids. A name without an id becomes an id that does not exist. */
    String fill(String text) {
        return NAME.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            return Matcher.quoteReplacement(ids.getOrDefault(name, "no-" + name.replaceAll("[ ']", "-")));
        });
    }

    /** Converts a request's body to JSON, and replaces the names in it by their ids. */
    JsonNode fill(Object body) {
        try {
            return JSON.readTree(fill(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }
}
