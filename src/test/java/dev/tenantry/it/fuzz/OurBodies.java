package dev.tenantry.it.fuzz;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the endpoints of ours that read JSON would accept, or nearly: what can't be undone is asked for of nobody. */
final class OurBodies {

    /** Each may make a tenant, which takes its time. */
    private static final String PROVISION = "POST /tenants";

    /** Stands for a name that nobody has. */
    private static final String FRESH = "a-fresh-name";

    /** The signature of a PNG file is enough for a logo. */
    private static final Map<String, String> BRANDING =
            Map.of("accentColor", "#0a5c36", "logo", "data:image/png;base64,iVBORw0KGgo=");

    private OurBodies() {}

    /** The same with another name of a tenant each time. */
    static byte[] fresh(byte[] body) {
        if (body == null) {
            return null;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1); // any byte is a character
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

    /** The same with the name of a tenant that is there. */
    static Object taken(Object body, String name) {
        Map<Object, Object> taken = new HashMap<>((Map<?, ?>) body);
        taken.replace("name", FRESH, name);
        return taken;
    }

    static List<Nonsense> texts(Endpoint endpoint) {
        return endpoint.toString().equals(PROVISION) ? Nonsense.SHARP : Nonsense.TEXTS;
    }
}
