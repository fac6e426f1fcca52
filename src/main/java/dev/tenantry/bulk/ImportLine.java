package dev.tenantry.bulk;

import dev.tenantry.user.StoredUser;

/**
 * A new user from one line of the input.
 *
 * @param number of the line, from 1
 */
public record ImportLine(long number, StoredUser user) {}
