package dev.tenantry.support.browser;

/** Where a browser stands after a step of signing in. */
public sealed interface LoginOutcome {

    /** Back at the application, with a code for tokens. */
    record SignedIn(String code) implements LoginOutcome {
    }

    /** Turned away; the message is the one that the user reads. */
    record Refused(String message) implements LoginOutcome {
    }

    /** At another page of Keycloak that wants something of the user: the login form, a required action. */
    record AskedFor(String title) implements LoginOutcome {
    }
}
