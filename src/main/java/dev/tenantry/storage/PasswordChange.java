package dev.tenantry.storage;

import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Tells a new password from the same one hashed again: Keycloak stores both by one call, of which only the first may
 * replace a password that another session has set (PasswordCredentialProvider, 26.7).
 */
public final class PasswordChange {

    private static final String KEY = PasswordChange.class.getName();

    private PasswordChange() {}

    /** Runs work that sets a user's password. */
    public static <T> T run(KeycloakSession session, Supplier<T> work) {
        session.setAttribute(KEY, true);
        try {
            return work.get();
        } finally {
            session.removeAttribute(KEY);
        }
    }

    /** Whether such work is under way in the session. */
    static boolean isUnderWay(KeycloakSession session) {
        return session.getAttribute(KEY) != null;
    }
}
