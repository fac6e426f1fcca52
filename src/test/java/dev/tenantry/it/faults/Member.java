package dev.tenantry.it.faults;

import java.util.Map;

/** A user of a tenant. The answers to the sign-up and to changes determine the possible values. One thread. */
final class Member {

    private static final String STEP = "Step";

    private final String realm;
    private final String username;
    private final Written<Boolean> exists = new Written<>(false);
    private final Written<String> password;
    private final Written<Integer> step = new Written<>(0);
    private String idOrNull;

    Member(String realm, String username, String password) {
        this.realm = realm;
        this.username = username;
        this.password = new Written<>(password);
    }

    String realm() {
        return realm;
    }

    String username() {
        return username;
    }

    String email() {
        return username + "@" + realm + ".test";
    }

    Written<Boolean> exists() {
        return exists;
    }

    Written<String> password() {
        return password;
    }

    /** The number of the last update. Each update writes it to the first name and to an attribute, in two tables. */
    Written<Integer> step() {
        return step;
    }

    String idOrNull() {
        return idOrNull;
    }

    void isKnownAs(String id) {
        this.idOrNull = id;
    }

    /** The fields that both the registration form and the admin API need. */
    Map<String, String> profile(int step) {
        return Map.of("username", username, "email", email(), "firstName", STEP + step, "lastName", "Doe");
    }

    static int stepOf(String firstName) {
        return Integer.parseInt(firstName.substring(STEP.length()));
    }

    @Override
    public String toString() {
        return username + " of " + realm;
    }
}
