package dev.tenantry.cli;

import java.io.Console;
import java.util.Optional;

/** Asks the user questions at a terminal. If the terminal was closed, the answer is null. */
interface Prompt {

    String answer(String prompt);

    /** Asks for a secret. The terminal does not show the typed text. */
    String secret(String prompt);

    /** Returns a prompt at the console; empty if the console is not a terminal. */
    static Optional<Prompt> at(Console console) {
        if (console == null || !isTerminal(console)) {
            return Optional.empty();
        }
        return Optional.of(new Prompt() {

            @Override
            public String answer(String prompt) {
                return console.readLine("%s", prompt);
            }

            @Override
            public String secret(String prompt) {
                char[] secret = console.readPassword("%s", prompt);
                return secret == null ? null : new String(secret);
            }
        });
    }

    /**
     * From Java 22 on, a console exists even if input and output are files. The console's method {@code isTerminal}
     * tells whether the console is a terminal. Older versions of Java lack this method.
     */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
