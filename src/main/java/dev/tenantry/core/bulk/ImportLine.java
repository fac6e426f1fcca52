package dev.tenantry.core.bulk;

import dev.tenantry.core.user.StoredUser;

/**
 * A new user from one line of the input.
 *
 * @param number the line's number, from 1
 */
public record ImportLine(long number, StoredUser user) {}
