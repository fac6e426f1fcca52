package dev.tenantry.cli;

import java.io.Console;
import java.util.Optional;

/** Who sits at a terminal and can be asked. An answer is null where the terminal has been closed instead. */
interface Person {

    String answer(String prompt);

    /** What is typed is not shown. */
    String secret(String prompt);

    /** Whoever sits there, if anybody does. */
    static Optional<Person> at(Console console) {
        if (console == null || !isTerminal(console)) {
            return Optional.empty();
        }
        return Optional.of(new Person() {

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

    /** From Java 22 on there is a console even where input and output are files, and a way to ask it. */
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
