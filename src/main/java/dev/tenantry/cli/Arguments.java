package dev.tenantry.cli;

import java.util.List;
import java.util.Map;

/**
 * What followed a command's name.
 *
 * @param operands in their order
 * @param options with their values
 */
record Arguments(List<String> operands, Map<String, List<String>> options) {

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** @return null where it was left out */
    String operand(int index) {
        return index < operands.size() ? operands.get(index) : null;
    }

    /** The first value of an option. @return null where it was left out */
    String option(String name) {
        return option(name, null);
    }

    String option(String name, String otherwise) {
        return has(name) ? options.get(name).get(0) : otherwise;
    }

    /** @throws UsageException where it is no whole number from 0 */
    int number(String name, int otherwise) {
        try {
            int number = has(name) ? Integer.parseInt(option(name)) : otherwise;
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a negative one.
        }
        throw new UsageException(name + " must be a whole number from 0");
    }
}
