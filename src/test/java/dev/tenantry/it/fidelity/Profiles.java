package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;

/** User profiles that a realm can be given: which attributes its users have, and who may see and change them. */
final class Profiles {

    private Profiles() {}

    /** Any attribute may be set, beside the four that every profile has. */
    static Map<String, Object> open() {
        return Map.of("unmanagedAttributePolicy", "ENABLED", "attributes", usual());
    }

    /** Attributes that nobody declared may be set by administrators alone. */
    static Map<String, Object> openToAdmins() {
        return Map.of("unmanagedAttributePolicy", "ADMIN_EDIT", "attributes", usual());
    }

    /** One attribute more, which has several values of a limited length and a default. */
    static Map<String, Object> withLanguages() {
        Map<String, Object> languages = Map.of(
                "name", "languages", "displayName", "Languages", "multivalued", true, "defaultValue", "en",
                "permissions", Map.of("view", List.of("admin", "user"), "edit", List.of("admin", "user")),
                "validations", Map.of("length", Map.of("min", "2", "max", "5")));
        return Map.of("attributes",
                List.of(usual().get(0), usual().get(1), usual().get(2), usual().get(3), languages));
    }

    private static List<Map<String, Object>> usual() {
        return List.of(attribute("username"), attribute("email"), attribute("firstName"), attribute("lastName"));
    }

    private static Map<String, Object> attribute(String name) {
        return Map.of("name", name, "multivalued", false, "displayName", "${" + name + "}",
                "permissions", Map.of("view", List.of("admin", "user"), "edit", List.of("admin", "user")));
    }
}
