package dev.tenantry.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.bundle.InvalidBundleException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

final class BundledRealmTest {

    private static final String REALM_ID = "00000000-0000-0000-0000-000000000001";
    private static final String ROLE_ID = "00000000-0000-0000-0000-000000000002";
    private static final String COMPONENT_ID = "00000000-0000-0000-0000-000000000003";
    private static final String NEW = "99999999-0000-0000-0000-00000000000";

    private static final String REALM = """
            {"id": "%1$s", "realm": "acme", "displayName": "${realm} of acme", "enabled": false,
             "attributes": {"id": "shop", "_id": "no-object", "mentions": "%2$s"},
             "defaultRole": {"id": "%2$s", "name": "default-roles-acme", "containerId": "%1$s"},
             "clients": [
               {"id": "shop", "clientId": "shop", "name": "shop", "baseUrl": "/realms/acme/shop/",
                "authenticationFlowBindingOverrides": {"browser": "flow"},
                "authorizationSettings": {"policies": [{"name": "p", "config": {
                    "roles": "[{\\"id\\":\\"%2$s\\",\\"required\\":true}]", "users": "[\\"f:%3$s:ada\\"]"}}]}},
               {"id": "console", "clientId": "security-admin-console", "baseUrl": "/admin/acme/console/",
                "redirectUris": ["/admin/acme/console/*", "/realms/acme-2/"]}],
             "authenticationFlows": [{"id": "flow", "alias": "flow"}],
             "users": [{"username": "eve"}],
             "components": {"org.keycloak.storage.UserStorageProvider": [
               {"id": "%3$s", "name": "tenant", "providerId": "tenantry", "config": {"enabled": ["true"]}},
               {"id": "ldap", "name": "ldap", "providerId": "ldap"}]}}"""
            .formatted(REALM_ID, ROLE_ID, COMPONENT_ID);

    private static final Map<String, String> NEW_IDS = Map.of(
            REALM_ID, NEW + 1, ROLE_ID, NEW + 2, COMPONENT_ID, NEW + 3, "shop", NEW + 4, "flow", NEW + 5);

    private final BundledRealm realm = BundledRealm.read(REALM.getBytes(StandardCharsets.UTF_8));

    private static ObjectNode json(RealmRepresentation realm) {
        return JsonSerialization.mapper.valueToTree(realm);
    }

    @Test
    void theIdsOfARealmAreTheIdsOfItsObjectsAndNoValuesOfAttributes() {
        assertThat(realm.json().at("/attributes/_id").asText()).isEqualTo("no-object");
        assertThat(RealmIds.in(realm.json())).containsExactlyInAnyOrder(
                REALM_ID, ROLE_ID, COMPONENT_ID, "shop", "console", "flow", "ldap");
        assertThat(realm.componentId()).isEqualTo(COMPONENT_ID);
    }

    @Test
    void anImportHasTheNewIdInPlaceOfEachOldId() {
        ObjectNode imported = json(realm.toImport("globex", "Globex", true, NEW_IDS));

        assertThat(imported.at("/id").asText()).isEqualTo(NEW + 1);
        assertThat(imported.at("/defaultRole/id").asText()).isEqualTo(NEW + 2);
        assertThat(imported.at("/defaultRole/containerId").asText()).isEqualTo(NEW + 1);
        assertThat(imported.at("/attributes/mentions").asText()).isEqualTo(NEW + 2);
        assertThat(imported.at("/clients/0/id").asText()).isEqualTo(NEW + 4);
        assertThat(imported.at("/clients/0/authenticationFlowBindingOverrides/browser").asText()).isEqualTo(NEW + 5);
        assertThat(imported.at("/authenticationFlows/0/id").asText()).isEqualTo(NEW + 5);
        String policy = "/clients/0/authorizationSettings/policies/0/config";
        assertThat(imported.at(policy + "/roles").asText()).isEqualTo("[{\"id\":\"" + NEW + "2\",\"required\":true}]");
        assertThat(imported.at(policy + "/users").asText()).isEqualTo("[\"f:" + NEW + "3:ada\"]");
    }

    @Test
    void otherTextsThatEqualAnIdStayUnchanged() {
        ObjectNode imported = json(realm.toImport("globex", "Globex", true, NEW_IDS));

        assertThat(imported.at("/clients/0/clientId").asText()).isEqualTo("shop");
        assertThat(imported.at("/clients/0/name").asText()).isEqualTo("shop");
        assertThat(imported.at("/attributes/id").asText()).isEqualTo("shop");
        assertThat(imported.at("/authenticationFlows/0/alias").asText()).isEqualTo("flow");
    }

    @Test
    void anImportChangesTheNameInTheSameFieldsAsKeycloaksRename() {
        ObjectNode imported = json(realm.toImport("globex", "Globex", true, NEW_IDS));

        assertThat(imported.at("/realm").asText()).isEqualTo("globex");
        assertThat(imported.at("/displayName").asText()).isEqualTo("Globex");
        assertThat(imported.at("/enabled").asBoolean()).isTrue();
        assertThat(imported.at("/clients/1/baseUrl").asText()).isEqualTo("/admin/globex/console/");
        assertThat(imported.at("/clients/1/redirectUris").toString())
                .isEqualTo("[\"/admin/globex/console/*\",\"/realms/acme-2/\"]");
        assertThat(imported.at("/clients/0/baseUrl").asText()).isEqualTo("/realms/acme/shop/");
        assertThat(imported.at("/defaultRole/name").asText()).isEqualTo("default-roles-acme");
    }

    @Test
    void anImportHasNoUsersAndNoTenantComponent() {
        ObjectNode imported = json(realm.toImport("acme", "Acme", true, Map.of()));

        assertThat(imported.path("users")).isEmpty();
        assertThat(imported.at("/components/org.keycloak.storage.UserStorageProvider").findValuesAsText("providerId"))
                .containsExactly("ldap");
        assertThat(imported.at("/id").asText()).isEqualTo(REALM_ID);
    }

    @Test
    void anEntryThatIsNoTenantsRealmIsRefused() {
        for (String json : new String[] {"", "[]", "{}", "no JSON", "{\"id\": \"a\", \"clients\": 1}"}) {
            assertThatExceptionOfType(InvalidBundleException.class).as(json)
                    .isThrownBy(() -> BundledRealm.read(json.getBytes(StandardCharsets.UTF_8)))
                    .satisfies(refused -> assertThat(refused.entry()).isEqualTo("realm.json"));
        }
    }
}
