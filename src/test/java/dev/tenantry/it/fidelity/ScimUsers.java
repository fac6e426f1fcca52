package dev.tenantry.it.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user profile with attributes of SCIM, and users in the form of SCIM requests. */
final class ScimUsers {

    static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    private ScimUsers() {}

    /** A profile whose attributes an administrator has mapped to attributes of SCIM. */
    static Map<String, Object> profile() {
        List<Map<String, Object>> attributes = new ArrayList<>();
        for (String name : List.of("username", "email", "firstName", "lastName")) {
            attributes.add(Map.of("name", name, "permissions", Map.of("view", List.of("admin", "user"),
                    "edit", List.of("admin", "user"))));
        }
        Map<String, String> mapped = new LinkedHashMap<>();
        mapped.put("externalId", "externalId");
        mapped.put("jobTitle", "title");
        mapped.put("nick", "nickName");
        mapped.put("kind", "userType");
        mapped.put("shown", "displayName");
        mapped.put("middle", "name.middleName");
        mapped.put("unit", ENTERPRISE + ":department");
        mapped.forEach((name, path) -> attributes.add(Map.of("name", name,
                "annotations", Map.of("kc.scim.schema.attribute", path),
                "permissions", Map.of("view", List.of("admin"), "edit", List.of("admin")))));
        return Map.of("attributes", attributes, "unmanagedAttributePolicy", "ENABLED");
    }

    static Map<String, Object> user(String name) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(CORE));
        user.put("userName", name);
        user.put("name", Map.of("givenName", "First of " + name, "familyName", "Last"));
        user.put("emails", List.of(Map.of("value", name + "@example.test", "type", "work", "primary", true)));
        user.put("active", true);
        return user;
    }

    static Map<String, Object> user(String name, Map<String, Object> more) {
        Map<String, Object> user = user(name);
        user.putAll(more);
        return user;
    }

    static Map<String, Object> patch(Map<?, ?>... operations) {
        return Map.of("schemas", List.of(PATCH), "Operations", List.of(operations));
    }

    static Map<String, Object> operation(String op, String path, Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", op);
        if (path != null) {
            operation.put("path", path);
        }
        if (value != null) {
            operation.put("value", value);
        }
        return operation;
    }
}
