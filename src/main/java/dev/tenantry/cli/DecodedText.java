package dev.tenantry.cli;

import java.nio.file.InvalidPathException;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/**
 * Refuses texts that Java could not decode. Java decodes arguments and environment variables with the locale's
 * encoding. The encoding of the locale C is ASCII, so Java replaces each byte of {@code ü} by U+FFFD.
 */
final class DecodedText {

    private static final char UNDECODABLE = '\uFFFD';
    private static final String NEXT = "set LC_ALL=C.UTF-8, and repeat the command";
    static final String PROBLEM = "contains a character that the locale can't represent. To use all characters, " + NEXT;

    private DecodedText() {}

    /**
     * Reads an argument.
     *
     * @throws TypeConversionException if the argument could not be decoded; the message does not contain the argument,
     *     which may be secret
     */
    static String ofArgument(String text) {
        if (isBroken(text)) {
            throw new TypeConversionException(PROBLEM);
        }
        return text;
    }

    /**
     * Reads an environment variable. Returns null if there is no such variable.
     *
     * @throws UsageException if the variable could not be decoded; the message does not contain the value
     */
    static String ofVariable(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value != null && isBroken(value)) {
            throw new UsageException(name + " " + PROBLEM);
        }
        return value;
    }

    /** Describes a path that is invalid, for example because the locale can't represent a letter of the path. */
    static String problem(InvalidPathException path) {
        return path.getInput() + " can't be the path of a file: " + path.getReason()
                + ". If the path has non-ASCII letters, " + NEXT;
    }

    /** True if the text contains a replacement for bytes that could not be decoded. */
    static boolean isBroken(String text) {
        return text.indexOf(UNDECODABLE) >= 0;
    }
}
