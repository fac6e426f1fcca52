package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tenant and realm have the same name after a rename by the operation and after a rename in the realm's settings. */
@Tag("main")
@Tag("containers")
final class RenamingIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final String name = TestTenants.newName();
    private TestTenant acme;
    private TestTenant globex;

    @BeforeEach
    void provision() {
        acme = tenants.provision("ada", "acme-secret-1");
        globex = tenants.provision("ada", "globex-secret-2");
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
    }

    private Answer rename(Map<String, String> names) {
        return keycloak.admin().put(TestTenants.PATH + "/" + acme.name(), names);
    }

    private JsonNode look(String name) {
        return keycloak.admin().get(TestTenants.PATH + "/" + name).json();
    }

    private void assertRenamed() {
        JsonNode renamed = look(name);
        assertThat(renamed.get("id").asText()).isEqualTo(acme.id());
        assertThat(renamed.get("schema").asText()).isEqualTo(acme.schema());
        assertThat(renamed.get("issuer").asText()).endsWith("/realms/" + name);
        assertThat(keycloak.admin().get("/" + name).json().get("id").asText()).isEqualTo(acme.id());
        assertThat(acme.look().status()).isEqualTo(404);
        assertThat(acme.get("").status()).isEqualTo(404);
        Realm realm = new Realm(keycloak.server().url(), name);
        assertThat(realm.passwordGrant(TestTenant.APPLICATION, "ada", "acme-secret-1").status()).isEqualTo(200);
    }

    @Test
    void theOperationRenamesTenantAndRealm() {
        Answer renamed = rename(Map.of("name", name, "displayName", "Another Name"));

        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(renamed.json().get("name").asText()).isEqualTo(name);
        assertThat(renamed.json().get("displayName").asText()).isEqualTo("Another Name");
        assertThat(keycloak.admin().get("/" + name).json().get("displayName").asText()).isEqualTo("Another Name");
        assertRenamed();
    }

    @Test
    void theRealmsSettingsRenameTenantAndRealm() {
        assertThat(acme.put("", Map.of("realm", name, "displayName", "Another Name")).status()).isEqualTo(204);

        assertThat(look(name).get("displayName").asText()).isEqualTo("Another Name");
        assertRenamed();
    }

    @Test
    void theDisplayNameAloneIsChanged() {
        assertThat(rename(Map.of("displayName", "Another Name")).json().get("displayName").asText())
                .isEqualTo("Another Name");
        assertThat(acme.get("").json().get("displayName").asText()).isEqualTo("Another Name");
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    /** Keycloak's own update of a realm resets these settings, unless the update contains them. */
    @Test
    void aRenameKeepsTheRealmsOtherSettings() {
        ObjectNode realm = (ObjectNode) acme.get("").json();
        realm.withObjectProperty("attributes")
                .put("cibaBackchannelTokenDeliveryMode", "ping")
                .put("cibaExpiresIn", "121")
                .put("cibaInterval", "6")
                .put("cibaAuthRequestedUserHint", "id_token_hint")
                .put("parRequestUriLifespan", "61");
        realm.put("oauth2DeviceCodeLifespan", 601).put("oauth2DevicePollingInterval", 7);
        assertThat(acme.put("", realm).status()).isEqualTo(204);
        Map<String, Object> before = settings(acme.name());
        assertThat(before).containsEntry("oauth2DevicePollingInterval", "7").containsEntry("cibaInterval", "6");

        assertThat(rename(Map.of("displayName", "Another Name")).status()).isEqualTo(200);
        assertThat(settings(acme.name())).isEqualTo(before);
        assertThat(rename(Map.of("name", name)).status()).isEqualTo(200);
        assertThat(settings(name)).isEqualTo(before);
    }

    /** The settings of the realm, apart from the texts that contain its names. */
    private Map<String, Object> settings(String realm) {
        Map<String, Object> settings = new TreeMap<>();
        keycloak.admin().get("/" + realm).json().properties().forEach(property -> {
            if (property.getKey().equals("attributes")) {
                property.getValue().properties().forEach(attribute ->
                        settings.put(attribute.getKey(), attribute.getValue().asText()));
            } else if (!Set.of("realm", "displayName").contains(property.getKey())) {
                settings.put(property.getKey(), property.getValue().toString());
            }
        });
        return settings;
    }

    /** Keycloak's own update of a realm checks these settings, even if the update does not contain them. */
    @Test
    void aRealmWhoseTimeoutsContradictEachOtherIsRenamed() {
        keycloak.database().execute(
                "insert into realm_attribute (realm_id, name, value) values (?, 'clientSessionIdleTimeout', '999999')",
                acme.id());
        keycloak.admin().post("/" + acme.name() + "/clear-realm-cache", null);
        assertThat(acme.put("", Map.of("displayName", "Another Name")).status()).isEqualTo(400);

        assertThat(rename(Map.of("name", name)).status()).isEqualTo(200);
        assertRenamed();
    }

    @Test
    void anUnreadableDisplayNameIsRefusedByTheOperationAndCleanedInTheRealmsSettings() {
        for (String unreadable : new String[] {"Acme\r\nBcc: eve", "Acme \u202e", "\u3164", "${doLogIn}", "\u001b[2J"}) {
            Answer refused = rename(Map.of("displayName", unreadable));
            assertThat(refused.status()).as(unreadable).isEqualTo(400);
            assertThat(refused.json().get("field").asText()).isEqualTo("displayName");
        }

        assertThat(acme.put("", Map.of("displayName", "Acme\r\n\u202e<b>${doLogIn}")).status()).isEqualTo(204);
        assertThat(look(acme.name()).get("displayName").asText()).isEqualTo("Acme b $doLogIn}");
        assertThat(acme.put("", Map.of("displayName", "\u200b\u3164")).status()).isEqualTo(204);
        assertThat(look(acme.name()).get("displayName").asText()).isEqualTo(acme.name());
    }

    @Test
    void aRepeatedRenameUnderTheFormerNameIsNotFound() {
        assertThat(rename(Map.of("name", acme.name())).status()).isEqualTo(200);
        assertThat(rename(Map.of("name", name)).status()).isEqualTo(200);
        assertThat(rename(Map.of("name", name)).status()).isEqualTo(404);
        assertRenamed();
    }

    @Test
    void aRenameToATakenNameIsRefusedAndChangesNothing() {
        for (String taken : new String[] {globex.name(), "master"}) {
            Answer refused = rename(Map.of("name", taken));
            assertThat(refused.status()).as(refused.body()).isEqualTo(taken.equals("master") ? 400 : 409);
            assertThat(refused.json().get("field").asText()).isEqualTo("name");
        }
        assertThat(acme.put("", Map.of("realm", globex.name())).status()).isEqualTo(409);
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(look(globex.name()).get("id").asText()).isEqualTo(globex.id());
    }

    @Test
    void aRenameToAnInvalidNameIsRefusedByTheOperationAndTheRealmsSettings() {
        for (String invalid : new String[] {"Acme Inc", "admin", "a"}) {
            assertThat(rename(Map.of("name", invalid)).status()).isEqualTo(400);
            Answer refused = acme.put("", Map.of("realm", invalid));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        }
        assertThat(rename(Map.of()).status()).isEqualTo(400);
        assertThat(rename(Map.of("displayName", " ")).status()).isEqualTo(400);
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }
}
