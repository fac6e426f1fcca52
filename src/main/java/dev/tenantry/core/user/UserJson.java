package dev.tenantry.core.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.user.CredentialList.Placed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Converts the parts of a user to JSON and back. The file V1__tables.sql describes the format. If a part has one key
 * for each value, such as one for each credential, the methods convert the value without its key. Thread-safe.
 */
final class UserJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    static final String NOTHING = "{}";

    private static final String ESCAPED_NUL = "\\u0000";
    /** Matches an escaped NUL in JSON. Does not match an escaped backslash that is followed by the text "u0000". */
    private static final Pattern IS_NUL = Pattern.compile("(?<!\\\\)(?:\\\\{2})*\\\\u0000");

    private static final TypeReference<Map<String, List<String>>> ATTRIBUTES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> GROUPS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Credential>> CREDENTIALS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Link>> LINKS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Consent>> CONSENTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Verifiable>> VERIFIABLE = new TypeReference<>() {};
    private static final TypeReference<Map<String, IssuedOne>> ISSUED = new TypeReference<>() {};
    private static final TypeReference<Credential> PASSWORD = new TypeReference<>() {};

    private UserJson() {}

    /**
     * A credential as JSON. In the map of credentials, the JSON omits the id, since the id is the map's key. The JSON
     * of a password omits the type.
     */
    private record Credential(
            String id, Integer position, String type, String label, Long createdAt, String secretData,
            String credentialData) {

        static Credential of(Placed placed) {
            StoredCredential stored = placed.credential();
            return new Credential(null, placed.position(), stored.type(), stored.label(), stored.createdAt(),
                    stored.secretData(), stored.credentialData());
        }

        static Credential of(CredentialList.Change change) {
            StoredCredential stored = change.credentialOrNull();
            return stored == null
                    ? new Credential(null, change.positionOrNull(), null, null, null, null, null)
                    : new Credential(null, change.positionOrNull(), stored.type(), stored.label(), stored.createdAt(),
                            stored.secretData(), stored.credentialData());
        }

        static Credential ofPassword(Placed placed) {
            StoredCredential stored = placed.credential();
            return new Credential(stored.id(), placed.position(), null, stored.label(), stored.createdAt(),
                    stored.secretData(), stored.credentialData());
        }

        Placed placed(String ownId) {
            return new Placed(position, new StoredCredential(ownId, type, label, createdAt, secretData, credentialData));
        }

        /** Omits the secret, so that no log contains it. */
        @Override
        public String toString() {
            return "Credential[type=" + type + "]";
        }

        Placed placedPassword() {
            return new Placed(position, new StoredCredential(
                    id, CredentialList.PASSWORD, label, createdAt, secretData, credentialData));
        }
    }

    private record Link(String userId, String username, String token) {

        /** Omits the token, so that no log contains it. */
        @Override
        public String toString() {
            return "Link[]";
        }
    }

    private record Scope(String id, String parameter) {}

    private record Consent(long createdAt, long updatedAt, List<Scope> scopes) {

        static Consent of(StoredConsent stored) {
            return new Consent(stored.createdAt(), stored.updatedAt(), stored.scopes().stream()
                    .map(scope -> new Scope(scope.scopeId(), scope.parameter()))
                    .toList());
        }

        StoredConsent stored(String clientId) {
            return new StoredConsent(clientId, createdAt, updatedAt, scopes.stream()
                    .map(scope -> new StoredConsent.Scope(scope.id, scope.parameter))
                    .toList());
        }
    }

    private record Verifiable(String id, String revision, String userAttributes, Long createdAt, Long updatedAt) {

        /** Omits the attributes, so that no log contains them. */
        @Override
        public String toString() {
            return "Verifiable[id=" + id + "]";
        }
    }

    private record IssuedOne(
            String credentialId, String clientId, String revision, Long issuedAt, Long expiresAt) {}

    static String attributes(Map<String, List<String>> attributes) {
        return write(attributes, Function.identity());
    }

    static Map<String, List<String>> attributes(String json) {
        return read(json, ATTRIBUTES, (name, values) -> values);
    }

    static String groups(Map<String, String> groups) {
        return write(groups, Function.identity());
    }

    static Map<String, String> groups(String json) {
        return read(json, GROUPS, (id, type) -> type);
    }

    static String credentials(Map<String, Placed> credentials) {
        return write(credentials, Credential::of);
    }

    static Map<String, Placed> credentials(String json) {
        return read(json, CREDENTIALS, (id, credential) -> credential.placed(id));
    }

    /**
     * Returns the changes as JSON. The JSON of a credential contains the position if the position has changed, and all
     * other values if one of them has changed.
     */
    static String credentialChanges(Map<String, CredentialList.Change> changes) {
        return write(changes, Credential::of);
    }

    static String password(Placed password) {
        return text(Credential.ofPassword(password));
    }

    static Placed password(String json) {
        return value(json, PASSWORD).placedPassword();
    }

    static String brokerLinks(Map<String, BrokerLink> links) {
        return write(links, link -> new Link(link.brokerUserId(), link.brokerUsername(), link.token()));
    }

    static Map<String, BrokerLink> brokerLinks(String json) {
        return read(json, LINKS, (provider, link) ->
                new BrokerLink(provider, link.userId, link.username, link.token));
    }

    static String consents(Map<String, StoredConsent> consents) {
        return write(consents, Consent::of);
    }

    static Map<String, StoredConsent> consents(String json) {
        return read(json, CONSENTS, (clientId, consent) -> consent.stored(clientId));
    }

    static String verifiableCredentials(Map<String, StoredVerifiableCredential> credentials) {
        return write(credentials, stored -> new Verifiable(stored.id(), stored.revision(), stored.userAttributes(),
                stored.createdAt(), stored.updatedAt()));
    }

    static Map<String, StoredVerifiableCredential> verifiableCredentials(String json) {
        return read(json, VERIFIABLE, (scope, stored) -> new StoredVerifiableCredential(stored.id, scope,
                stored.revision, stored.userAttributes, stored.createdAt, stored.updatedAt));
    }

    static String issuedCredentials(Map<String, StoredVerifiableCredential.Issued> issued) {
        return write(issued, stored -> new IssuedOne(stored.credentialId(), stored.clientId(), stored.revision(),
                stored.issuedAt(), stored.expiresAt()));
    }

    static Map<String, StoredVerifiableCredential.Issued> issuedCredentials(String json) {
        return read(json, ISSUED, (id, stored) -> new StoredVerifiableCredential.Issued(id, stored.credentialId,
                stored.clientId, stored.revision, stored.issuedAt, stored.expiresAt));
    }

    /**
     * Escapes the text in the same way as PostgreSQL escapes text in JSON, except that hexadecimal digits may differ in
     * case.
     */
    static String escaped(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static <S> String write(Map<String, S> entries, Function<S, ?> entry) {
        if (entries.isEmpty()) {
            return NOTHING;
        }
        Map<String, Object> written = new TreeMap<>();
        entries.forEach((key, value) -> written.put(key, entry.apply(value)));
        return text(written);
    }

    /** @throws UnstorableTextException if a text contains NUL: JSON can escape NUL, but PostgreSQL can't store it */
    private static String text(Object value) {
        try {
            String json = JSON.writeValueAsString(value);
            if (json.contains(ESCAPED_NUL) && IS_NUL.matcher(json).find()) {
                UnstorableTextException.require("\0");
            }
            return json;
        } catch (JsonProcessingException textsAreAlwaysWritable) {
            throw new IllegalStateException(textsAreAlwaysWritable);
        }
    }

    private static <J, T> Map<String, T> read(
            String json, TypeReference<Map<String, J>> type, BiFunction<String, J, T> entry) {
        if (json.equals(NOTHING)) {
            return Map.of();
        }
        Map<String, T> entries = new LinkedHashMap<>();
        value(json, type).forEach((key, value) -> entries.put(key, entry.apply(key, Objects.requireNonNull(value))));
        return entries;
    }

    /**
     * @throws IllegalStateException if the text does not have the format that V1__tables.sql describes; the message
     *     omits the text, which is personal data
     */
    private static <T> T value(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("A row of table users can't be read at " + malformed.getLocation()
                    + ": the JSON of a column is not as this version writes it");
        }
    }
}
