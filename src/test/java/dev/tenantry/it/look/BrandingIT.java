package dev.tenantry.it.look;

import static dev.tenantry.it.look.BrandedTenant.BLUE_LOGO;
import static dev.tenantry.it.look.BrandedTenant.GREEN;
import static dev.tenantry.it.look.BrandedTenant.GREEN_LOGO;
import static dev.tenantry.it.look.BrandedTenant.PASSWORD;
import static dev.tenantry.it.look.BrandedTenant.YELLOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests a tenant's logo and color in the admin API. */
final class BrandingIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @Test
    void aBrandingIsSetReadChangedAndRemoved() {
        TestTenant acme = BrandedTenant.acme();
        assertThat(branding(acme.look())).isEqualTo(GREEN + " " + GREEN_LOGO);

        Answer changed = change(acme, Map.of("branding", Map.of("accentColor", "#FFD400", "logo", BLUE_LOGO)));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(branding(changed)).isEqualTo(YELLOW + " " + BLUE_LOGO);
        assertThat(acme.look().json().get("displayName").asText()).isEqualTo("Acme Corporation");

        assertThat(change(acme, Map.of("displayName", "Acme")).status()).isEqualTo(200);
        assertThat(branding(acme.look())).isEqualTo(YELLOW + " " + BLUE_LOGO);

        change(acme, Map.of("branding", Map.of("accentColor", GREEN)));
        assertThat(branding(acme.look())).isEqualTo(GREEN + " ");

        change(acme, Map.of("branding", Map.of()));
        assertThat(acme.look().json().has("branding")).isFalse();
        assertThat(acme.get("").json().get("attributes").toString()).doesNotContain("tenantry.");
    }

    @Test
    void anInvalidBrandingIsRefusedByFieldAndNothingIsProvisioned() {
        String name = TestTenants.newName();
        Answer refused = new TestTenants(keycloak).provision(BrandedTenant.request(name, "Acme",
                Map.of("accentColor", "green", "logo", "https://example.test/logo.png")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(fields(refused)).containsExactly("branding.accentColor", "branding.logo");
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
    }

    @Test
    void aChangeToAnInvalidBrandingChangesNothing() {
        TestTenant acme = BrandedTenant.acme();
        Answer refused = change(acme, Map.of("displayName", "Other", "branding",
                Map.of("accentColor", YELLOW, "logo", "data:image/svg+xml;base64,PHN2Zy8+")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").asText()).isEqualTo("branding.logo");
        assertThat(branding(acme.look())).isEqualTo(GREEN + " " + GREEN_LOGO);
        assertThat(acme.look().json().get("displayName").asText()).isEqualTo("Acme Corporation");
    }

    @Test
    void aDisplayNameWithMarkupIsRefusedAtProvisioningAndLater() {
        TestTenant acme = BrandedTenant.acme();
        Answer provisioned = new TestTenants(keycloak).provision(BrandedTenant.request(
                TestTenants.newName(), "<a href='https://evil.test'>Acme</a>", Map.of()));
        Answer renamed = change(acme, Map.of("displayName", "Acme <img src=x>"));

        for (Answer refused : List.of(provisioned, renamed)) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("field").asText()).isEqualTo("displayName");
        }
    }

    @Test
    void aRequestWithAnotherBrandingIsADifferentRequest() {
        String name = TestTenants.newName();
        Map<String, Object> green = BrandedTenant.request(name, "Acme", Map.of("accentColor", GREEN));
        Map<String, Object> yellow = BrandedTenant.request(name, "Acme", Map.of("accentColor", YELLOW));

        assertThat(keycloak.admin().post(TestTenants.PATH, green, name).status()).isEqualTo(201);
        assertThat(keycloak.admin().post(TestTenants.PATH, green, name).status()).isEqualTo(201);
        Answer other = keycloak.admin().post(TestTenants.PATH, yellow, name);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().get("field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aListOfTenantsContainsNoBranding() {
        TestTenant acme = BrandedTenant.acme();
        Answer list = keycloak.admin().get(TestTenants.PATH + "?search=" + acme.name());
        assertThat(list.json()).hasSize(1);
        assertThat(list.body()).doesNotContain("branding");
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    private Answer change(TestTenant tenant, Map<String, ?> change) {
        return keycloak.admin().put(TestTenants.PATH + "/" + tenant.name(), change);
    }

    private static String branding(Answer answer) {
        JsonNode branding = answer.json().get("branding");
        return branding.path("accentColor").asText() + " " + branding.path("logo").asText();
    }

    private static List<String> fields(Answer answer) {
        return StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                .map(error -> error.get("field").asText())
                .toList();
    }
}
