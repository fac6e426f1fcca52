package dev.tenantry.core.tenant;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rules for hosts that belong to a single tenant, and the pattern of the base addresses at these hosts. Immutable.
 *
 * @param address the pattern of an address: {@value #PLACE} stands for the host
 * @param reserved hosts that no tenant may have, in upper or lower case
 */
public record HostRules(String address, List<String> reserved) {

    public static final String PLACE = "{host}";

    private static final Pattern ADDRESS = Pattern.compile("https?://\\{host\\}(:[1-9][0-9]{0,4})?");
    private static final int MAX_LENGTH = 253;

    /**
     * A host name (RFC 1123) of at least two labels. The last label begins with a letter, to exclude IPv4 addresses.
     */
    private static final Pattern HOST = Pattern.compile(
            "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * @throws IllegalArgumentException if the address has no placeholder for the host, or has more than a scheme and a
     *     port around the placeholder
     */
    public HostRules {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("No address with a place for a host");
        }
        reserved = reserved.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Checks a host that is to belong to a single tenant.
     *
     * @return the base address at this host
     * @throws TenantException (invalid host) if no tenant may have the host
     */
    public String accept(String host) {
        if (host.length() > MAX_LENGTH || !HOST.matcher(host).matches()) {
            throw TenantException.invalidHost("A host is a full name in lower case, such as acme.example.com");
        }
        if (isReserved(host)) {
            throw TenantException.reservedHost(host);
        }
        return address.replace(PLACE, host);
    }

    /** @param host the host, in lower case */
    public boolean isReserved(String host) {
        return reserved.contains(host);
    }
}
