package dev.tenantry.cli;

/** What {@code --help} prints. */
final class Help {

    private static final String PROGRAM = "java -jar keycloak-tenantry.jar";

    private static final String COMMON = """
            Every command takes:
              --server URL          Keycloak's address, or KEYCLOAK_URL
              --username USERNAME   who signs in, or TENANTRY_USERNAME; the password is TENANTRY_PASSWORD, the first
                                    line of the input by --password-stdin, or asked for
              --client-id ID        the client that signs in: by itself with TENANTRY_CLIENT_SECRET, or for the user
                                    (admin-cli); instead of either, TENANTRY_TOKEN is a token
              --realm REALM         the realm that administers the others (master)
              --timeout SECONDS     to wait for an answer (120)
              --json                the API's JSON instead of tables
            Exit codes: 0 done, 1 refused or failed, 2 not understood.
            """;

    private Help() {}

    /** Of the JAR, by its manifest. */
    static String version() {
        String version = Help.class.getPackage().getImplementationVersion();
        return version == null ? "of no JAR" : version;
    }

    static String all() {
        StringBuilder text = new StringBuilder("Usage: " + PROGRAM + " COMMAND …, or --version\n\n");
        for (Verb verb : Verbs.ALL) {
            text.append("  ").append(verb.line()).append("\n      ").append(verb.summary()).append('\n');
        }
        return text.append('\n').append(COMMON).toString();
    }

    static String of(Verb verb) {
        return "Usage: " + PROGRAM + " " + verb.line() + "\n\nThis " + verb.summary() + ".\n\n" + COMMON;
    }
}
