package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;

/** User profiles of a realm: the attributes of its users, and the rights to see and change these attributes. */
final class Profiles {

    private Profiles() {}

    /** Allows any attribute, besides the four attributes of every profile. */
    static Map<String, Object> open() {
        return Map.of("unmanagedAttributePolicy", "ENABLED", "attributes", usual());
    }

    /** Allows only administrators to set attributes that the profile does not declare. */
    static Map<String, Object> openToAdmins() {
        return Map.of("unmanagedAttributePolicy", "ADMIN_EDIT", "attributes", usual());
    }

    /** Adds the attribute {@code languages}. It can have several values, which have a limited length and a default. */
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
