package dev.tenantry.keycloak.user;

import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Marks work that sets a new password, so that the store can distinguish a new password from a rehash of the current
 * password. Keycloak stores both with the same call (PasswordCredentialProvider, 26.7). But only a new password may
 * replace a password that another session has set meanwhile.
 */
public final class PasswordChange {

    private static final String KEY = PasswordChange.class.getName();

    private PasswordChange() {}

    /** Runs work that sets a new password for a user. */
    public static <T> T run(KeycloakSession session, Supplier<T> work) {
        session.setAttribute(KEY, true);
        try {
            return work.get();
        } finally {
            session.removeAttribute(KEY);
        }
    }

    /** True while {@link #run} runs work in the session. */
    static boolean isUnderWay(KeycloakSession session) {
        return session.getAttribute(KEY) != null;
    }
}
