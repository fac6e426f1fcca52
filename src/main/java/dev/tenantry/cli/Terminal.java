package dev.tenantry.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where the program reads and writes. Results go to the output, which scripts read; everything else to the errors.
 *
 * @param prompt null if nobody can be asked
 */
record Terminal(BufferedReader input, PrintStream output, PrintStream errors, Prompt prompt) {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u0080-\u009f\u2028\u2029]");

    static Terminal real() {
        Prompt prompt = Prompt.at(System.console()).orElse(null);
        // A file gets UTF-8, which JSON requires, whatever the locale of a script is.
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                prompt == null ? utf8(FileDescriptor.out) : System.out,
                prompt == null ? utf8(FileDescriptor.err) : System.err,
                prompt);
    }

    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    /**
     * Text that others have chosen, without control characters: a realm's administrator chooses its display name, and
     * could choose commands of the operator's terminal.
     */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** For text in ASCII, such as help. Each line is flushed. */
    PrintWriter outputWriter() {
        return new PrintWriter(output, true, StandardCharsets.UTF_8);
    }

    boolean isInteractive() {
        return prompt != null;
    }

    void print(Object result) {
        output.print(result);
        output.flush();
    }

    void println(String result) {
        print(printable(result) + System.lineSeparator());
    }

    /** A line beside the result. */
    void note(String line) {
        errors.println(printable(line));
        errors.flush();
    }

    /** The next line of the input. @throws UsageException if there is none */
    String line(String what) {
        try {
            String line = input.readLine();
            if (line == null || line.isEmpty()) {
                throw new UsageException(what + " is expected on the standard input");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UsageException with this hint if nobody answers */
    String ask(String question, String hint) {
        return answered(prompt == null ? null : prompt.answer(question), hint);
    }

    /** @throws UsageException with this hint if nobody answers */
    String askSecretly(String question, String hint) {
        return answered(prompt == null ? null : prompt.secret(question), hint);
    }

    private static String answered(String answer, String hint) {
        if (answer == null) {
            throw new UsageException(hint);
        }
        return answer;
    }
}
