package dev.tenantry.it.faults;

import java.util.List;

/**
 * The result of one check after the faults.
 *
 * @param looked the number of objects that were checked
 */
record Check(String what, int looked, List<String> problems) {

    Check {
        problems = List.copyOf(problems);
    }
}
