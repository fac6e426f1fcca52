package dev.tenantry.core.bulk;

import dev.tenantry.core.user.StoredUser;

/**
 * One line of the input, converted to a new user.
 *
 * @param number the number of the line in the input; the first line has number 1
 */
public record ImportLine(long number, StoredUser user) {}
