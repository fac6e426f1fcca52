package dev.tenantry.keycloak.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.keycloak.models.Constants;

/**
 * Replaces the realm's name in the addresses of Keycloak's own clients in an exported realm, as Keycloak does when a
 * realm is renamed (DefaultExportImportManager.renameRealm, 26.7).
 */
final class RealmNames {

    private static final Set<String> CLIENTS = Set.of(
            Constants.ACCOUNT_MANAGEMENT_CLIENT_ID,
            Constants.ACCOUNT_CONSOLE_CLIENT_ID,
            Constants.ADMIN_CONSOLE_CLIENT_ID);

    private RealmNames() {}

    static void replace(ObjectNode realm, String name, String newName) {
        realm.path("clients").forEach(client -> {
            if (client instanceof ObjectNode object && CLIENTS.contains(client.path("clientId").asText())) {
                replaceInClient(object, name, newName);
            }
        });
    }

    private static void replaceInClient(ObjectNode client, String name, String newName) {
        JsonNode baseUrl = client.path("baseUrl");
        if (baseUrl.isTextual()) {
            client.put("baseUrl", replaced(baseUrl.textValue(), name, newName));
        }
        if (client.path("redirectUris") instanceof ArrayNode addresses) {
            for (int i = 0; i < addresses.size(); i++) {
                addresses.set(i, replaced(addresses.get(i).asText(), name, newName));
            }
        }
    }

    private static String replaced(String address, String name, String newName) {
        return address
                .replace("/realms/" + name + "/", "/realms/" + newName + "/")
                .replace("/admin/" + name + "/", "/admin/" + newName + "/");
    }
}
