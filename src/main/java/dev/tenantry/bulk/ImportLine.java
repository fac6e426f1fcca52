package dev.tenantry.bulk;

import dev.tenantry.user.StoredUser;

/**
 * A new user, as a line of the input has described one.
 *
 * @param number of the line, from 1
 */
public record ImportLine(long number, StoredUser user) {}
