package dev.tenantry.cli;

import picocli.CommandLine.TypeConversionException;

/** Reads the values of options that are whole numbers. */
final class WholeNumber {

    private WholeNumber() {}

    /** @throws TypeConversionException if the text is not a whole number, or is negative */
    static Integer read(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The text is not a number, and is refused below.
        }
        throw new TypeConversionException("must be a whole number from 0");
    }
}
