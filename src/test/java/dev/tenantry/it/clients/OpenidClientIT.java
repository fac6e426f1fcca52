package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.process.NodeProject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application uses OpenID Connect by the certified library {@code openid-client}. The library checks Keycloak's
 * answers more strictly than our own tests do: issuer, signature, nonce, times, and the subject of userinfo.
 */
@ParameterizedClass
@MethodSource("dev.tenantry.support.actors.RealmKind#tested")
final class OpenidClientIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static NodeProject project;

    private final TestRealm realm;

    OpenidClientIT(RealmKind kind) {
        realm = kind.create("ada", "lovelace-1815");
    }

    @BeforeAll
    static void install() {
        project = NodeProject.install("openid-client");
    }

    @Test
    void theLibrarySignsAUserInRefreshesTokensReadsClaimsAndSignsTheUserOut() throws JsonProcessingException {
        giveTheServiceAnAccount();

        JsonNode got = JSON.readTree(project.run("sign-in.js", JSON.writeValueAsString(Map.of(
                "issuer", realm.realm().issuer(),
                "application", Map.of("id", TestRealm.APPLICATION),
                "service", Map.of("id", TestRealm.SERVICE, "secret", TestRealm.SERVICE_SECRET),
                "redirectUri", TestRealm.REDIRECT_URI,
                "username", "ada",
                "password", "lovelace-1815"))));

        assertThat(got.get("issuer").asText()).isEqualTo(realm.realm().issuer());
        for (String source : List.of("idToken", "userinfo", "refreshed", "introspection")) {
            JsonNode claims = got.get(source);
            assertThat(claims.get("sub").asText()).as(source).isEqualTo(realm.firstUserId());
            assertThat(claims.get("email").asText()).as(source).isEqualTo("ada@" + realm.name() + ".test");
            assertThat(claims.get("preferred_username").asText()).as(source).isEqualTo("ada");
        }
        assertThat(got.at("/introspection/active").asBoolean()).isTrue();
        assertThat(got.at("/introspection/iss").asText()).isEqualTo(realm.realm().issuer());
        assertThat(got.at("/service/iss").asText()).isEqualTo(realm.realm().issuer());
        assertThat(got.at("/service/preferred_username").asText()).isEqualTo("service-account-" + TestRealm.SERVICE);
        assertThat(got.get("left").asText()).isEqualTo(TestRealm.REDIRECT_URI);
        assertThat(got.get("refusal").asText()).isEqualTo("invalid_grant");
    }

    /** Enables the service's account, which the client credentials grant needs. */
    private void giveTheServiceAnAccount() {
        String client = realm.get("/clients?clientId=" + TestRealm.SERVICE).json().get(0).get("id").asText();
        assertThat(realm.put("/clients/" + client, Map.of("serviceAccountsEnabled", true)).status()).isEqualTo(204);
    }
}
