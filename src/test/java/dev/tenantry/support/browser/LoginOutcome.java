package dev.tenantry.support.browser;

/** The result of one step of signing in. */
public sealed interface LoginOutcome {

    /** The browser is back at the application, with a code for tokens. */
    record SignedIn(String code) implements LoginOutcome {
    }

    /** Keycloak has refused the user with a message, which the user reads. */
    record Refused(String message) implements LoginOutcome {
    }

    /** Keycloak shows another page that the user has to fill in: the login form or a required action. */
    record AskedFor(String title) implements LoginOutcome {
    }
}
