package dev.tenantry.core.bulk;

import dev.tenantry.core.user.StoredUser;

/**
 * One line of the input, converted to a new user.
 *
 * @param number the line's number, from 1
 */
public record ImportLine(long number, StoredUser user) {}
