package dev.tenantry.it.faults;

import java.util.Map;

/** A user of a tenant, as those who signed them up and changed them since were told. One thread. */
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

    /** The number of the last update, which a name and an attribute say, each in a table of its own. */
    Written<Integer> step() {
        return step;
    }

    String idOrNull() {
        return idOrNull;
    }

    void isKnownAs(String id) {
        this.idOrNull = id;
    }

    /** What the form and the admin API both ask for. */
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
