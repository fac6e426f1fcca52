package dev.tenantry.it.fidelity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user in the form of a request's body. Immutable. */
record Person(@JsonValue Map<String, Object> fields) {

    /** A user with all fields that Keycloak would otherwise ask for at the first login. */
    static Person named(String username, String firstName, String lastName) {
        return new Person(Map.of()).with("username", username).with("email", username + "@example.test")
                .with("firstName", firstName).with("lastName", lastName).with("enabled", true);
    }

    static Person grace() {
        return named("grace", "Grace", "Hopper");
    }

    /** Returns a copy with this field set to this value, which may be null. */
    Person with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Person(more);
    }

    Person without(String field) {
        Map<String, Object> less = new LinkedHashMap<>(fields);
        less.remove(field);
        return new Person(less);
    }

    Person withPassword(String password) {
        return with("credentials", List.of(Credential.password(password)));
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
