package dev.tenantry.cli;

/**
 * A background job of the server. The job continues even if no client asks for its status.
 *
 * @param path the path of the job's status
 * @param command the command that shows the job's status, without the program's name
 */
record Job(String path, String command) {

    static final String MIGRATIONS = "/migrations";
    static final String ADOPTIONS = "/adoptions";

    private static final String RUNNING = "RUNNING";

    /**
     * The maximum number of consecutive failed requests for the job's status, at most one per second. The restart of a
     * server takes less than 120 seconds.
     */
    private static final int MAX_FAILURES = 120;

    static Job migration(String id) {
        return new Job(MIGRATIONS + "/" + Form.segment(id), "migrations --job " + id);
    }

    /** Returns the job that adopts a realm or releases a tenant. */
    static Job adoption(String id) {
        return new Job(ADOPTIONS + "/" + Form.segment(id), "adoptions " + id);
    }

    /** Shows the status of a new job: until the job ends if {@code follow} is true, otherwise once. */
    int started(CommandContext context, Answer answer, boolean follow) {
        if (follow) {
            return follow(context);
        }
        context.show(answer);
        context.terminal().note("It goes on in the server. Look: " + command + " --follow");
        return Tenantry.OK;
    }

    int show(CommandContext context) {
        return show(context, context.api().get(path));
    }

    private int show(CommandContext context, Answer status) {
        context.show(status);
        Json job = status.json();
        boolean failed = !job.text("state").equals("DONE") || job.number("failed") > 0;
        return failed && !job.text("state").equals(RUNNING) ? Tenantry.FAILED : Tenantry.OK;
    }

    /**
     * Shows the progress until the job ends.
     *
     * @return the exit code: 0 if the job is done and no tenant has failed; otherwise 1
     */
    int follow(CommandContext context) {
        Thread farewell = new Thread(() -> farewell(context.terminal()));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return show(context, ended(context));
        } catch (FailedException failure) {
            throw new FailedException(failure.getMessage() + "; look again: " + command + " --follow", failure);
        } finally {
            forget(farewell);
        }
    }

    /**
     * Prints that the job continues on the server. Runs if the user ends this program with Ctrl-C, which does not end
     * the job.
     */
    private void farewell(Terminal terminal) {
        if (terminal.isInteractive()) {
            terminal.errors().println(); // ends the line of progress, which had no line feed so far
        }
        terminal.note("It goes on in the server. Look again: " + command + " --follow");
    }

    private Answer ended(CommandContext context) {
        try (Progress progress = context.progress()) {
            int failures = 0;
            while (true) {
                try {
                    Answer status = context.api().get(path);
                    failures = 0;
                    if (!status.json().text("state").equals(RUNNING)) {
                        progress.showLast(JobLine.of(status.json()));
                        return status;
                    }
                    progress.show(JobLine.of(status.json()));
                } catch (NoAnswerException noAnswer) {
                    if (++failures > MAX_FAILURES) {
                        throw noAnswer;
                    }
                    progress.show(noAnswer.getMessage() + "; waiting");
                }
                context.pause(1);
            }
        }
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException shuttingDown) {
            // The program is ending, so the shutdown hook is already running.
        }
    }
}
