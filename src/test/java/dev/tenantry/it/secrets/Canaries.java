package dev.tenantry.it.secrets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Unique values by name, which the tests look for in the server's output. Each realm has its own values, so that a
 * value shows the realm that it comes from.
 *
 * @param secrets values that the server must never show
 * @param personal values that the server may show only to callers who may read the user
 */
record Canaries(Map<String, String> secrets, Map<String, String> personal) {

    static Canaries of(String realm) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String secret : List.of("first password", "password", "wrong password", "next password", "otp secret",
                "client secret")) {
            secrets.put(secret, "Secret-" + realm + "-" + secret.replaceAll("\\W", ""));
        }
        Map<String, String> personal = new LinkedHashMap<>();
        for (String one : List.of("first name", "last name", "changed name", "attribute", "first of all")) {
            personal.put(one, "Personal-" + realm + "-" + one.replace(" ", ""));
        }
        personal.put("e-mail", "personal." + realm + "@canary.test");
        return new Canaries(secrets, personal);
    }

    String secret(String name) {
        return secrets.get(name);
    }

    String personal(String name) {
        return personal.get(name);
    }

    /** Adds a value that the server has issued during the test. */
    void addSecret(String name, String value) {
        secrets.put(name, value);
    }

    Set<String> secretsIn(String text) {
        return in(text, secrets);
    }

    Set<String> personalIn(String text) {
        return in(text, personal);
    }

    private static Set<String> in(String text, Map<String, String> values) {
        Set<String> said = new TreeSet<>();
        values.forEach((name, value) -> {
            if (text.contains(value)) {
                said.add(name);
            }
        });
        return said;
    }
}
