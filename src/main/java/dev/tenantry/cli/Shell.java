package dev.tenantry.cli;

import java.time.Duration;
import java.util.List;

/**
 * What a verb works with, and how it shows what has come of it.
 *
 * @param json whether results are for scripts: the API's JSON as it is
 * @param poll how long to wait between two looks at a job
 */
record Shell(Api api, Terminal terminal, boolean json, Duration poll) {

    /** How many looks at a job, or seconds of a transfer, make one line in a file. */
    private static final int LOOKS_A_LINE = 10;

    /** One thing, a field in each line. */
    int show(Answer answer) {
        return print(answer, json ? null : Table.of(answer.json()));
    }

    /**
     * A list, an item in each line.
     *
     * @param none what is said if there is no item
     */
    int list(String none, Answer answer, String... fields) {
        return !json && items(answer).isEmpty()
                ? done(none)
                : print(answer, json ? null : Table.of(answer.json().items(), fields));
    }

    List<Json> items(Answer answer) {
        return answer.json().items();
    }

    /** That it is done, where the API has nothing to say. */
    int done(String message) {
        if (!json) {
            terminal.println(message);
        }
        return Tenantry.OK;
    }

    ProgressLine progress() {
        return new ProgressLine(terminal, terminal.isInteractive() ? poll.dividedBy(LOOKS_A_LINE)
                : poll.multipliedBy(LOOKS_A_LINE));
    }

    private int print(Answer answer, Table table) {
        if (table == null) {
            terminal.print(answer.body() + System.lineSeparator());
        } else {
            terminal.print(table);
        }
        return Tenantry.OK;
    }
}
