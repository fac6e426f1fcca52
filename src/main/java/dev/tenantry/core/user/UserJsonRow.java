package dev.tenantry.core.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A row of the table of users as JSON, in the format of PostgreSQL's function {@code to_jsonb}. Used to copy the row
 * into another schema.
 */
public final class UserJsonRow {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOUND_BY = "found_by";

    private final ObjectNode row;

    private UserJsonRow(ObjectNode row) {
        this.row = row;
    }

    /** @throws IllegalArgumentException if the text is not a JSON object */
    public static UserJsonRow of(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode row) {
                return new UserJsonRow(row);
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("No JSON", malformed);
        }
        throw new IllegalArgumentException("No JSON object");
    }

    /**
     * Replaces ids of one realm by ids of another realm: the user's own id, and the ids of objects to which the row
     * refers.
     *
     * @param newUserId a function from the user's id to the new id. If the row says that the user's id is not plain,
     *     the function is not called and the user's id remains unchanged
     * @param newIds a map from each old id of a role, group, client and so on to the new id; an id that is not in the
     *     map remains unchanged
     */
    public UserJsonRow withIds(UnaryOperator<String> newUserId, Map<String, String> newIds) {
        UnaryOperator<String> renamed = id -> newIds.getOrDefault(id, id);
        if (row.path("plain_id").asBoolean()) {
            rename(row, "id", newUserId);
        }
        rename(row, "federation_link", renamed);
        rename(row, "service_account_client", renamed);
        if (row.get("role_ids") instanceof ArrayNode roles) {
            ArrayNode renamedRoles = row.putArray("role_ids");
            roles.forEach(role -> renamedRoles.add(renamed.apply(role.asText())));
        }
        renameKeys("groups", renamed);
        renameKeys("consents", renamed);
        row.path("consents").forEach(consent -> consent.path("scopes").forEach(scope -> rename(scope, "id", renamed)));
        renameKeys("verifiable_credentials", renamed);
        row.path("issued_credentials").forEach(issued -> rename(issued, "client_id", renamed));
        return this;
    }

    private static void rename(JsonNode node, String field, UnaryOperator<String> renamed) {
        if (node instanceof ObjectNode object && object.path(field).isTextual()) {
            object.put(field, renamed.apply(object.get(field).asText()));
        }
    }

    private void renameKeys(String column, UnaryOperator<String> renamed) {
        if (row.get(column) instanceof ObjectNode entries) {
            ObjectNode renamedEntries = JSON.createObjectNode();
            entries.properties().forEach(entry ->
                    renamedEntries.set(renamed.apply(entry.getKey()), entry.getValue()));
            row.set(column, renamedEntries);
        }
    }

    /**
     * Checks the row, and recomputes the search terms of the user (see {@link FoundBy}).
     *
     * @return the row as JSON text, with the recomputed terms
     * @throws IllegalArgumentException if a part of the user does not have the format that this version writes:
     *     PostgreSQL would store such a row, but the user could not be read
     */
    public String checked() {
        try {
            Set<String> terms = Set.of(FoundBy.of(user()));
            // If the row already contains exactly these terms, in any order, this method does not change the row.
            if (!terms.equals(keys(FOUND_BY).keySet())) {
                ArrayNode written = row.putArray(FOUND_BY);
                terms.forEach(written::add);
            }
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException | RuntimeException malformed) {
            throw new IllegalArgumentException("Not a row of the table of users", malformed);
        }
    }

    private StoredUser user() {
        StoredUser user = new StoredUser(row.path("id").asText(), row.path("username").asText());
        JsonNode client = row.path("service_account_client");
        user.serviceAccountClient(client.isTextual() ? client.asText() : null);
        user.requiredActions.load(keys("required_actions"));
        user.roles.load(keys("role_ids"));
        user.attributes.load(UserJson.attributes(part("attributes")));
        user.groups.load(UserJson.groups(part("groups")));
        JsonNode password = row.path("password");
        user.credentials.load(
                password.isObject() ? UserJson.password(password.toString()) : null,
                UserJson.credentials(part("credentials")));
        user.brokerLinks.load(UserJson.brokerLinks(part("broker_links")));
        user.consents.load(UserJson.consents(part("consents")));
        user.verifiableCredentials.load(UserJson.verifiableCredentials(part("verifiable_credentials")));
        user.issuedCredentials.load(UserJson.issuedCredentials(part("issued_credentials")));
        return user;
    }

    private Map<String, Boolean> keys(String column) {
        Map<String, Boolean> keys = new LinkedHashMap<>();
        row.path(column).forEach(key -> keys.put(key.asText(), true));
        return keys;
    }

    private String part(String column) {
        return row.path(column).toString();
    }
}
