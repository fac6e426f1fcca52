package dev.tenantry.cli;

import picocli.CommandLine.TypeConversionException;

/** The values of options that count. */
final class WholeNumber {

    private WholeNumber() {}

    /** @throws TypeConversionException if it is no whole number from 0 */
    static Integer read(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a negative number.
        }
        throw new TypeConversionException("must be a whole number from 0");
    }
}
