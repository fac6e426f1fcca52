package dev.tenantry.cli;

/**
 * Work that goes on in the server, whether anybody looks or not.
 *
 * @param path where its status is
 * @param command that looks at it
 */
record Job(String path, String command) {

    private static final String RUNNING = "RUNNING";

    /** Looks that may fail in a row, one in a second: a server that is started again is back by then. */
    private static final int PATIENCE = 120;

    /** What is done with one that was just started. */
    int started(Shell shell, Answer answer, boolean follow) {
        if (follow) {
            return follow(shell);
        }
        shell.show(answer);
        shell.terminal().note("It goes on in the server. Look: " + command + " --follow");
        return Tenantry.OK;
    }

    int show(Shell shell) {
        return show(shell, shell.api().get(path));
    }

    private int show(Shell shell, Answer status) {
        shell.show(status);
        Json job = status.json();
        boolean failed = !job.text("state").equals("DONE") || job.number("failed") > 0;
        return failed && !job.text("state").equals(RUNNING) ? Tenantry.FAILED : Tenantry.OK;
    }

    /** Shows how far it has come until it has ended. @return whether all of it was done, as an exit code */
    int follow(Shell shell) {
        Thread farewell = new Thread(() -> farewell(shell.terminal()));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return show(shell, ended(shell));
        } catch (FailedException failure) {
            throw new FailedException(failure.getMessage() + "; look again: " + command + " --follow", failure);
        } finally {
            forget(farewell);
        }
    }

    /** Ctrl-C ends the looking, not the job. */
    private void farewell(Terminal terminal) {
        if (terminal.isInteractive()) {
            terminal.errors().println(); // the line that is rewritten has no end yet
        }
        terminal.note("It goes on in the server. Look again: " + command + " --follow");
    }

    private Answer ended(Shell shell) {
        try (ProgressLine progress = shell.progress()) {
            int silent = 0;
            while (true) {
                try {
                    Answer status = shell.api().get(path);
                    silent = 0;
                    if (!status.json().text("state").equals(RUNNING)) {
                        progress.showLast(JobLine.of(status.json()));
                        return status;
                    }
                    progress.show(JobLine.of(status.json()));
                } catch (NoAnswerException silence) {
                    if (++silent > PATIENCE) {
                        throw silence;
                    }
                    progress.show(silence.getMessage() + "; waiting");
                }
                pause(shell);
            }
        }
    }

    private static void pause(Shell shell) {
        try {
            Thread.sleep(shell.poll().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("Interrupted", e);
        }
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException shuttingDown) {
            // It is being said.
        }
    }
}
