package dev.tenantry.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where the program reads and writes. Results go to the output, which scripts read; everything else to the errors.
 *
 * @param person who can be asked; null where nobody can
 */
record Terminal(BufferedReader input, PrintStream output, PrintStream errors, Person person) {

    static Terminal real() {
        Person person = Person.at(System.console()).orElse(null);
        // What is no terminal gets UTF-8, as JSON has to be, whatever the locale of a script is.
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                person == null ? utf8(FileDescriptor.out) : System.out,
                person == null ? utf8(FileDescriptor.err) : System.err,
                person);
    }

    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    boolean isInteractive() {
        return person != null;
    }

    void print(Object result) {
        output.print(result);
        output.flush();
    }

    void println(String result) {
        print(Printable.of(result) + System.lineSeparator());
    }

    /** Something to know beside the result. */
    void note(String line) {
        errors.println(Printable.of(line));
        errors.flush();
    }

    /** The next line of the input. @throws UsageException where there is none */
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

    /** @throws UsageException with this hint where nobody answers */
    String ask(String prompt, String hint) {
        return answered(person == null ? null : person.answer(prompt), hint);
    }

    /** @throws UsageException with this hint where nobody answers */
    String askSecretly(String prompt, String hint) {
        return answered(person == null ? null : person.secret(prompt), hint);
    }

    private static String answered(String answer, String hint) {
        if (answer == null) {
            throw new UsageException(hint);
        }
        return answer;
    }
}
