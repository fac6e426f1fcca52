package dev.tenantry.cli;

/**
 * A command.
 *
 * @param name the API's word
 * @param summary what it does, for the help
 */
record Verb(String name, Usage usage, String summary, Action action) {

    /** What a verb does. */
    @FunctionalInterface
    interface Action {
        /** @return the exit code */
        int run(Shell shell, Arguments arguments);
    }

    /** Every verb takes these too. */
    static final String COMMON = "[--server URL] [--realm REALM] [--username USERNAME] [--password-stdin]"
            + " [--client-id ID] [--timeout SECONDS] [--json] [--help]";

    Verb(String name, String usage, String summary, Action action) {
        this(name, new Usage((usage + " " + COMMON).strip()), summary, action);
    }

    /** Its own part of the usage. */
    String line() {
        return name + " " + usage.toString().replace(COMMON, "").strip();
    }
}
