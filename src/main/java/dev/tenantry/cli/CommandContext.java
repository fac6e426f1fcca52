package dev.tenantry.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;

/** What a command works with, and how it shows its result. One thread. */
final class CommandContext {

    /** How many looks at a job, or seconds of a transfer, make one line in a file. */
    private static final int LOOKS_A_LINE = 10;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Duration poll;
    private Api api;

    @ArgGroup(validate = false, heading = "%nOptions of every command:%n")
    private CommonOptions options = new CommonOptions();

    /** @param poll how long to wait between two looks at a job */
    CommandContext(Terminal terminal, Map<String, String> environment, Duration poll) {
        this.terminal = terminal;
        this.environment = environment;
        this.poll = poll;
    }

    /** Reads or asks for the password at the first call. @throws UsageException if nobody can sign in */
    Api api() {
        if (api == null) {
            api = options.api(environment, terminal);
        }
        return api;
    }

    Terminal terminal() {
        return terminal;
    }

    Duration poll() {
        return poll;
    }

    /** Whether results are for scripts: the API's JSON as it is. */
    boolean json() {
        return options.json;
    }

    /** Shows one object, a field in each line. */
    int show(Answer answer) {
        return print(answer, json() ? null : Table.of(answer.json()));
    }

    /**
     * Shows a list, an item in each line.
     *
     * @param none what is said if there is no item
     */
    int list(String none, Answer answer, String... fields) {
        List<Json> items = answer.json().items();
        return !json() && items.isEmpty() ? done(none) : print(answer, json() ? null : Table.of(items, fields));
    }

    /** Says that the command is done, if the API answers nothing. */
    int done(String message) {
        if (!json()) {
            terminal.println(message);
        }
        return Tenantry.OK;
    }

    Progress progress() {
        return new Progress(terminal, terminal.isInteractive() ? poll.dividedBy(LOOKS_A_LINE)
                : poll.multipliedBy(LOOKS_A_LINE));
    }

    private int print(Answer answer, Table table) {
        terminal.print(table == null ? answer.body() + System.lineSeparator() : table);
        return Tenantry.OK;
    }
}
