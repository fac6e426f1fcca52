package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request whose first user can't be stored as given is refused with the field's name, and leaves nothing. */
final class FirstUserIT {

    private static final String SECRET = "hash-1815-of-ada";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final String name = TestTenants.newName();
    private final int logged = keycloak.server().log().length();

    private String body(String fieldsOfUser) {
        return "{\"name\":\"" + name + "\",\"user\":{\"username\":\"ada\"," + fieldsOfUser + "}}";
    }

    @AfterEach
    void neitherSecretNorStackTraceIsLogged() {
        assertThat(keycloak.server().log().substring(logged))
                .doesNotContain(SECRET)
                .doesNotContain("Uncaught server error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "groups":["/no-such-group"]                                                            | user.groups
            "groups":[null]                                                                        | user.groups
            "groups":[""]                                                                          | user.groups
            "groups":["/"]                                                                         | user.groups
            "federatedIdentities":[null]                                                           | user.federatedIdentities
            "federatedIdentities":[{}]                                                             | user.federatedIdentities
            "federatedIdentities":[{"identityProvider":"x"},{"identityProvider":"x"}]              | user.federatedIdentities
            "credentials":[null]                                                                   | user.credentials
            "credentials":[{}]                                                                     | user.credentials
            "credentials":[{"secretData":"{}","credentialData":"{}"}]                              | user.credentials
            "credentials":[{"type":"password","secretData":"hash-1815-of-ada","credentialData":"x"}]  | user.credentials
            "credentials":[{"type":"password","secretData":"hash-1815-of-ada","credentialData":"{}"}] | user.credentials
            "credentials":[{"type":"password","secretData":"{\\"value\\":3,\\"hash-1815-of-ada\\":[]}","credentialData":"{}"}] | user.credentials
            "credentials":[{"type":"password","secretData":"[\\"hash-1815-of-ada\\"]","credentialData":"{}"}] | user.credentials
            "credentials":[{"type":"otp","secretData":"hash-1815-of-ada","credentialData":"{}"}]        | user.credentials
            "credentials":[{"type":"totp","secretData":"hash-1815-of-ada","credentialData":"{}"}]       | user.credentials
            "credentials":[{"type":"webauthn","secretData":"hash-1815-of-ada","credentialData":"{}"}]   | user.credentials
            "credentials":[{"type":"recovery-authn-codes","secretData":"hash-1815-of-ada","credentialData":"{}"}] | user.credentials
            """)
    void aFieldThatCannotBeStoredIsNamed(String fieldsOfUser, String field) {
        Answer answer = keycloak.admin().postRaw(TestTenants.PATH, body(fieldsOfUser));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
        assertThat(answer.json().get("errorMessage").asText()).isNotBlank().doesNotContain("no-such-group");
        assertThat(answer.body()).doesNotContain(SECRET);
        new Traces(keycloak, name).assertNone();
    }

    @Test
    void whatKeycloaksOwnApiIgnoresIsIgnored() {
        Answer answer = keycloak.admin().postRaw(TestTenants.PATH, body("""
                "id": "no-such-id", "federationLink": "no-such-link", "createdTimestamp": -1, "notBefore": -1,
                "requiredActions": [null, "no-such-action"],
                "attributes": {"locale": [null], "shoeSize": null, "": ["x"]},
                "realmRoles": ["no-such-role", null], "clientRoles": {"no-such-client": null}, "groups": null,
                "federatedIdentities": [{"identityProvider": "no-such-provider"}],
                "credentials": [{"type": "no-such-type", "secretData": "hash-1815-of-ada", "credentialData": "x"}]"""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(TestTenants.drop(keycloak.admin(), name).status()).isEqualTo(204);
    }

    @Test
    void twoCredentialsOfOneLabelAreRefusedAndTriedOnce() {
        Meters before = Meters.of(keycloak.server());
        Map<String, Object> request = Map.of("name", name, "user",
                Map.of("username", "ada", "credentials", List.of(oneTimePassword("phone"), oneTimePassword("Phone"))));

        Answer answer = keycloak.admin().post(TestTenants.PATH, request, UUID.randomUUID().toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("user.credentials");
        assertThat(provisionings(Meters.of(keycloak.server())) - provisionings(before)).isEqualTo(1);
        new Traces(keycloak, name).assertNone();
    }

    private static Map<String, Object> oneTimePassword(String label) {
        return Map.of(
                "type", "otp",
                "userLabel", label,
                "secretData", "{\"value\":\"" + SECRET + "\"}",
                "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
    }

    private static double provisionings(Meters meters) {
        return meters.sum("tenantry_operation_seconds_count", "operation=\"provision\"");
    }
}
