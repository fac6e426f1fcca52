package dev.tenantry.core.tenant;

import java.util.regex.Pattern;

/**
 * The name of a tenant and of its realm: lower-case letters, digits and single hyphens between them. A name can be a
 * label of a host name (RFC 1123), a path segment and a part of a schema's name.
 */
public record TenantName(String value) {

    public static final int MIN_LENGTH = 2;
    public static final int MAX_LENGTH = 63;

    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** @throws TenantException (invalid name) if the value is missing or violates the syntax */
    public TenantName {
        if (value == null || value.isBlank()) {
            throw TenantException.invalidName("A tenant needs a name");
        }
        if (value.length() < MIN_LENGTH || value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
            throw TenantException.invalidName("A tenant's name has " + MIN_LENGTH + " to " + MAX_LENGTH
                    + " lower-case letters, digits and single hyphens between them");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
