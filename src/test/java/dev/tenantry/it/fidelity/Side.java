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
 * One of the two realms, with the ids that a script has met there. Scripts write {@code {grace}} for the id that was
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

    /** From now on the name stands for this id; what it stood for before keeps its name in reports. */
    void remember(String name, String id) {
        ids.put(name, id);
        names.put(id, name);
    }

    /** What a script calls this id, null if it has no name for it. */
    String nameOf(String id) {
        return names.get(id);
    }

    /** The text with ids for names. An id that this realm never gave out becomes one that nothing has. */
    String fill(String text) {
        return NAME.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            return Matcher.quoteReplacement(ids.getOrDefault(name, "no-" + name.replaceAll("[ ']", "-")));
        });
    }

    /** A request's body with ids for names. */
    JsonNode fill(Object body) {
        try {
            return JSON.readTree(fill(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }
}
