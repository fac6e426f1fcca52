package dev.tenantry.it.look;

import dev.tenantry.support.actors.PaintedLogo;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.HashMap;
import java.util.Map;

/** Provisions tenants that have their own branding and a user ada. */
final class BrandedTenant {

    static final String PASSWORD = "lovelace-1815";

    static final String GREEN = "#0a5c36";
    static final String GREEN_LOGO = PaintedLogo.of(GREEN, 0.3, 0.5, 0.4, 0.7, 0.6, 1.0);

    static final String YELLOW = "#ffd400";
    static final String BLUE_LOGO = PaintedLogo.of("#1d3557", 1.0, 0.8, 0.9, 0.5, 0.6, 0.3);

    private BrandedTenant() {}

    /** Dark green, with white text on its buttons. */
    static TestTenant acme() {
        return provision("Acme Corporation", Map.of("accentColor", GREEN, "logo", GREEN_LOGO));
    }

    /** Bright yellow, with black text on its buttons. */
    static TestTenant globex() {
        return provision("Globex", Map.of("accentColor", YELLOW, "logo", BLUE_LOGO));
    }

    static TestTenant provision(String displayName, Map<String, ?> branding) {
        TestTenants tenants = new TestTenants(KeycloakUnderTest.shared());
        TestTenant tenant = tenants.asRequested(request(TestTenants.newName(), displayName, branding));
        // The tests sign in several times in a row, which the brute-force protection could take for guessing.
        tenant.change("", Map.of("bruteForceProtected", false));
        return tenant;
    }

    static Map<String, Object> request(String name, String displayName, Map<String, ?> branding) {
        Map<String, Object> request = new HashMap<>(TestTenants.request(name, "ada", PASSWORD));
        request.put("displayName", displayName);
        request.put("branding", branding);
        return request;
    }
}
