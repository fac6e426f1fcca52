package dev.tenantry.it.fidelity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.http.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Converts the answers of one realm to text. Replaces the values that must differ between two realms: ids, names of
 * realms, times and secrets. An id becomes its name in the script, or a number in the order of appearance. So two
 * realms have equal texts only if their ids repeat at the same places.
 */
final class Normalised {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern ID = Pattern.compile("(f:" + UUID + ":)?" + UUID);
    private static final Set<String> MOMENTS = Set.of("createdTimestamp", "createdDate", "lastModifiedTimestamp",
            "lastUpdatedDate", "updatedDate", "issuedAt", "expiresAt", "start", "started", "lastAccess", "expires",
            "exp", "iat", "nbf", "auth_time", "grantedDate", "lastFailure", "time", "notBefore",
            "not-before-policy", "expires_in", "refresh_expires_in", "failedLoginNotBefore");
    /** Fields that hold the id of a component. */
    private static final Set<String> COMPONENTS = Set.of("federationLink", "origin");
    private static final Set<String> SECRETS = Set.of("access_token", "refresh_token", "id_token", "sid",
            "session_state", "jti", "sessionId", "token_id", "refresh_token_id", "code_id", "secret", "secretData",
            "revision");

    /** Fields that hold a time in SCIM, where times are strings. */
    private static final Set<String> SCIM_MOMENTS = Set.of("created", "lastModified");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /** The form of a session's id. */
    private static final Pattern SESSION = Pattern.compile("[0-9A-Za-z_-]{24}");
    /** The form of a time in an LDAP directory. */
    private static final Pattern LDAP_TIME = Pattern.compile("\\d{14}(\\.\\d{3})?Z");
    /** The hash code of an object in a message of Keycloak, if the object's class has no {@code toString}. */
    private static final Pattern HASH = Pattern.compile("(?<=Representation)@[0-9a-f]+");

    private final Side side;
    private final Map<String, Integer> numbers = new HashMap<>();

    Normalised(Side side) {
        this.side = side;
    }

    /** The status, the location and the body of the answer. */
    String text(Answer answer, boolean anyOrder) {
        String location = answer.header("Location");
        return answer.status() + (location == null ? " " : " → " + replaced(location, this::named) + " ")
                + body(answer.body(), anyOrder);
    }

    private String body(String body, boolean anyOrder) {
        if (body.isEmpty()) {
            return "";
        }
        try {
            return text("", JSON.readTree(body), anyOrder, anyOrder ? this::namedOrNot : this::named);
        } catch (JsonProcessingException notJson) {
            return replaced(body, this::named);
        }
    }

    private String text(String field, JsonNode node, boolean anyOrder, Names names) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
            if (node.path("scimType").asText().equals("invalidFilter")) {
                fields.remove("detail"); // the realms explain the error in different words
            }
            return fields.entrySet().stream()
                    .map(entry -> replaced(entry.getKey(), names) + ":"
                            + text(entry.getKey(), entry.getValue(), anyOrder, names))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            Stream<String> elements = StreamSupport.stream(node.spliterator(), false)
                    .map(element -> text(field, element, anyOrder, names));
            return (anyOrder ? elements.sorted() : elements).collect(Collectors.joining(",\n        ", "[", "]"));
        }
        return value(field, node, names);
    }

    private String value(String field, JsonNode value, Names names) {
        if (SECRETS.contains(field) && value.isTextual()) {
            return "<" + field + ">";
        }
        if (field.equals("scope") && value.isTextual()) {
            return '"' + Stream.of(value.asText().split(" ")).sorted()
                    .collect(Collectors.joining(" ")) + '"';
        }
        if (MOMENTS.contains(field) && value.isNumber() && value.asLong() > 0) {
            return "<moment>";
        }
        if (SCIM_MOMENTS.contains(field) && MOMENT.matcher(value.asText()).matches()) {
            return "<moment>";
        }
        if (field.equals("id") && SESSION.matcher(value.asText()).matches() || COMPONENTS.contains(field)) {
            return names.of(value.asText());
        }
        if (LDAP_TIME.matcher(value.asText()).matches()) {
            return "<moment>";
        }
        return value.isTextual() ? '"' + replaced(value.asText(), names) + '"' : value.toString();
    }

    private String replaced(String text, Names names) {
        String anonymous = HASH.matcher(text.replace(side.realm().name(), "<realm>")).replaceAll("@<hash>");
        return ID.matcher(anonymous).replaceAll(id -> Matcher.quoteReplacement(names.of(id.group())));
    }

    /** Gives an unnamed id no number, since numbers depend on the order of the lists. */
    private String namedOrNot(String id) {
        String name = side.nameOf(id);
        return name == null ? "<id>" : "<" + name + ">";
    }

    private String named(String id) {
        String name = side.nameOf(id);
        return name == null ? "<id " + numbers.computeIfAbsent(id, any -> numbers.size() + 1) + ">" : "<" + name + ">";
    }

    private interface Names {
        String of(String id);
    }
}
