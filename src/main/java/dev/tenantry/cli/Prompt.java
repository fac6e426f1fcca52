package dev.tenantry.cli;

import java.io.Console;
import java.util.Optional;

/** Asks the user at a terminal. An answer is null if the terminal was closed. */
interface Prompt {

    String answer(String prompt);

    /** The typed text is not shown. */
    String secret(String prompt);

    /** Empty if there is no terminal. */
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

    /** From Java 22 on there is a console even if input and output are files, and a way to ask it. */
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
