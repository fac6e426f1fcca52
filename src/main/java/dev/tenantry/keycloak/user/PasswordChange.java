package dev.tenantry.keycloak.user;

import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Distinguishes a new password from a rehash of the current one. Keycloak stores both by one call
 * (PasswordCredentialProvider, 26.7), but only a new password may replace a password that another session has set.
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

    /** True while such work runs in the session. */
    static boolean isUnderWay(KeycloakSession session) {
        return session.getAttribute(KEY) != null;
    }
}
