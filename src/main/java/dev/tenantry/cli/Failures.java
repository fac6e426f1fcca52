package dev.tenantry.cli;

import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints an error message if a command is invalid or has failed, and returns the exit code. */
record Failures(Terminal terminal) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] words) {
        return misused(failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : withoutValues(failure.getMessage(), words), failure.getCommandLine());
    }

    /**
     * Masks the values of options in picocli's message: the message repeats the value of {@code --option=value}, which
     * may be a secret.
     */
    private static String withoutValues(String message, String... words) {
        String masked = message;
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                masked = masked.replace("'" + word.substring(equals + 1) + "'", "'…'");
            }
        }
        return masked;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult words) throws Exception {
        if (failure instanceof UsageException misuse) {
            return misused(misuse.getMessage(), command);
        }
        if (failure instanceof InvalidPathException invalid) {
            return misused(DecodedText.problem(invalid), command);
        }
        if (failure instanceof FailedException failed) {
            failed.getMessage().lines().forEach(line -> terminal.note("tenantry: " + line));
            return Tenantry.FAILED;
        }
        throw failure;
    }

    private int misused(String message, CommandLine command) {
        terminal.note("tenantry: " + message + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return Tenantry.MISUSED;
    }

    /**
     * Returns the message for an argument that the program does not know. Omits an option's value, which may be a
     * secret.
     */
    private static String unmatched(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().get(0).replaceFirst("(?s)=.*", "");
        String hint = failure.getSuggestions().isEmpty() ? "" : ". Did you mean " + failure.getSuggestions().get(0) + "?";
        if (failure.isUnknownOption()) {
            return "Unknown option " + word + hint;
        }
        return failure.getCommandLine().getParent() == null ? "Unknown command " + word + hint : "There is a word too many";
    }
}
