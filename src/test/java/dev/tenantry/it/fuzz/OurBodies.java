package dev.tenantry.it.fuzz;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON bodies that Tenantry's endpoints accept or nearly accept. The body of an operation that cannot be undone names
 * an object that does not exist.
 */
final class OurBodies {

    /** Each accepted request provisions a tenant, which is slow. */
    private static final String PROVISION = "POST /tenants";

    /** A placeholder for a tenant name that is not in use. */
    private static final String FRESH = "a-fresh-name";

    /** The signature of a PNG file is enough for a logo. */
    private static final Map<String, String> BRANDING =
            Map.of("accentColor", "#0a5c36", "logo", "data:image/png;base64,iVBORw0KGgo=");

    private OurBodies() {}

    /** Replaces the placeholder by a tenant name that is new on each call. */
    static byte[] fresh(byte[] body) {
        if (body == null) {
            return null;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1); // each byte is one character
        return text.replace(FRESH, TestTenants.newName()).getBytes(StandardCharsets.ISO_8859_1);
    }

    static Object of(Endpoint endpoint, TestTenant victim) {
        if (!Shot.JSON.equals(endpoint.consumes())) {
            return null;
        }
        return switch (endpoint.toString()) {
            case PROVISION -> Map.of("name", FRESH, "displayName", "Nonsense Ltd", "template", "default",
                    "database", "main", "branding", BRANDING, "host", FRESH + ".example.test",
                    "user", Map.of("username", "ada", "email", "ada@nonsense.test", "firstName", "Ada",
                            "lastName", "Byron", "enabled", true, "credentials", List.of(Map.of(
                                    "type", "password", "value", "nonsense-1", "temporary", false))));
            case "PUT /tenants/{name}" -> Map.of("name", victim.name(), "displayName", "Nonsense Ltd",
                    "branding", BRANDING, "host", "");
            case "DELETE /tenants/{name}" -> Map.of("name", "another");
            case "POST /tenants/attach" -> Map.of(
                    "realm", "no-such-realm", "database", "main", "schema", "tenant_none");
            case "POST /tenants/adopt" -> Map.of("realm", "no-such-realm");
            case "POST /tenants/{name}/access" -> Map.of("user", "no-such-user", "roles", List.of("view-users"),
                    "minutes", 5, "reason", "nonsense");
            case "POST /tenants/findings/fix" -> Map.of(
                    "kind", "SCHEMA_MISSING", "subject", victim.name(), "database", "main");
            default -> throw new IllegalStateException("What may be sent to " + endpoint + "?");
        };
    }

    /** Replaces the placeholder in the field {@code name} by the name of an existing tenant. */
    static Object taken(Object body, String name) {
        Map<Object, Object> taken = new HashMap<>((Map<?, ?>) body);
        taken.replace("name", FRESH, name);
        return taken;
    }

    static List<Nonsense> texts(Endpoint endpoint) {
        return endpoint.toString().equals(PROVISION) ? Nonsense.SHARP : Nonsense.TEXTS;
    }
}
