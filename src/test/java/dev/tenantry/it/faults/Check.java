package dev.tenantry.it.faults;

import java.util.List;

/**
 * One thing that was looked at afterwards.
 *
 * @param looked how many there were of what it is about
 */
record Check(String what, int looked, List<String> problems) {

    Check {
        problems = List.copyOf(problems);
    }
}
