package dev.tenantry.core.event;

import java.util.Locale;

/** The two kinds of events that Keycloak records. */
public enum EventKind {

    /** An action of a user, such as a login, a failed login or a change of the password. */
    LOGIN,

    /** A change that an administrator made. */
    ADMIN;

    /** Returns the value of the column {@code kind}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
