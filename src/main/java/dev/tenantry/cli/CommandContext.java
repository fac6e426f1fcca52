package dev.tenantry.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;

/** Gives a command the client of the API and the terminal, and prints the command's result. Not thread-safe. */
final class CommandContext {

    /**
     * In a file, a line of progress is printed once in this number of pauses between requests for a job's status. On a
     * terminal, a line of progress is printed this number of times in each pause.
     */
    private static final int LOOKS_A_LINE = 10;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Duration poll;
    private Api api;

    @ArgGroup(validate = false, heading = "%nOptions of every command:%n")
    private CommonOptions options = new CommonOptions();

    /** @param poll how long to wait between two requests for a job's status */
    CommandContext(Terminal terminal, Map<String, String> environment, Duration poll) {
        this.terminal = terminal;
        this.environment = environment;
        this.poll = poll;
    }

    /**
     * Returns the client of the API. The first call reads the password, or asks the user for the password.
     *
     * @throws UsageException if the credentials or the server's address are missing
     */
    Api api() {
        if (api == null) {
            api = options.api(environment, terminal);
        }
        return api;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Waits for a pause: the time between two requests for a job's status, multiplied by {@code times}. */
    void pause(int times) {
        try {
            Thread.sleep(poll.multipliedBy(times).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("Interrupted", e);
        }
    }

    /** True if the user wants the API's unchanged JSON as the result, for example in a script. */
    boolean json() {
        return options.json;
    }

    /** Prints an object, with one line for each field. */
    int show(Answer answer) {
        return print(answer, json() ? null : Table.of(answer.json()));
    }

    /**
     * Prints a list, with one line for each item.
     *
     * @param none the message to print if the list is empty
     */
    int list(String none, Answer answer, String... fields) {
        return list(none, answer, item -> item, fields);
    }

    /**
     * Prints a list as a table, with one line for each item. Prints JSON if the user wants JSON.
     *
     * @param none the message to print if the list is empty
     * @param change a function that converts an item of the answer before the item is shown in the table
     */
    int list(String none, Answer answer, UnaryOperator<Json> change, String... fields) {
        List<Json> items = answer.json().items().stream().map(change).toList();
        return !json() && items.isEmpty() ? done(none) : print(answer, json() ? null : Table.of(items, fields));
    }

    /**
     * Prints items that the command itself has made, with one line for each item. Prints JSON if the user wants JSON.
     */
    void list(List<Json> items, String... fields) {
        terminal.print(json() ? Json.write(items) + System.lineSeparator() : Table.of(items, fields));
    }

    /**
     * Prints a message in place of an answer of the API. Prints nothing if the user wants JSON.
     *
     * @return the exit code of a command that has succeeded
     */
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
