package dev.tenantry.cli;

import java.util.regex.Pattern;

/**
 * Text that others have chosen, fit for an operator's terminal: a realm's administrator chooses its display name, and
 * might put in what the terminal takes for a command.
 */
final class Printable {

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u0080-\u009f\u2028\u2029]");

    private Printable() {}

    static String of(String text) {
        return UNFIT.matcher(text).replaceAll("?");
    }
}
