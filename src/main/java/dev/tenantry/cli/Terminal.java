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
 * The program's input and output. Results are written to the standard output, so that scripts can read them. All other
 * lines, such as errors and progress, are written to the standard error.
 *
 * @param prompt asks the user; null if there is no terminal
 */
record Terminal(BufferedReader input, PrintStream output, PrintStream errors, Prompt prompt) {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u0080-\u009f\u2028\u2029]");

    static Terminal real() {
        Prompt prompt = Prompt.at(System.console()).orElse(null);
        // Output to a file is always in UTF-8, since JSON requires UTF-8 and a script's locale may have another
        // encoding.
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
     * Returns the text with a question mark in place of each control character. The text may contain a tenant's display
     * name, and a tenant's administrator could put control sequences for the operator's terminal into that name.
     */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** Returns a writer to the standard output, for ASCII text such as the help. Flushes after each line. */
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

    /** True if a part of the result could not be written, for example because the disk is full. */
    boolean hasLostOutput() {
        return output.checkError();
    }

    void println(String result) {
        print(printable(result) + System.lineSeparator());
    }

    /** Prints a line to the standard error. The line is not a part of the command's result. */
    void note(String line) {
        errors.println(printable(line));
        errors.flush();
    }

    /**
     * Reads the next line of the input.
     *
     * @param what the expected value's name, which the exception's message contains
     * @throws UsageException if there is no further line, if the line is empty, or if the line is not in UTF-8
     */
    String line(String what) {
        try {
            String line = input.readLine();
            if (line == null || line.isEmpty()) {
                throw new UsageException(what + " is expected on the standard input");
            }
            if (DecodedText.isBroken(line)) {
                throw new UsageException(what + " must be encoded in UTF-8");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UsageException if there is no terminal, or if the terminal was closed. The exception's message is the
     *     given {@code hint}
     */
    String ask(String question, String hint) {
        return answered(prompt == null ? null : prompt.answer(question), hint);
    }

    /**
     * @throws UsageException if there is no terminal, or if the terminal was closed. The exception's message is the
     *     given {@code hint}
     */
    String askSecretly(String question, String hint) {
        return answered(prompt == null ? null : prompt.secret(question), hint);
    }

    private static String answered(String answer, String hint) {
        if (answer == null) {
            throw new UsageException(hint);
        }
        if (DecodedText.isBroken(answer)) {
            throw new UsageException("The answer " + DecodedText.PROBLEM);
        }
        return answer;
    }
}
