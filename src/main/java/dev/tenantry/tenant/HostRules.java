package dev.tenantry.tenant;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts a tenant may have of its own, and what addresses there begin with. Immutable.
 *
 * @param address an address with {@value #PLACE} where the host belongs
 * @param reserved hosts that no tenant may have, in any case
 */
public record HostRules(String address, List<String> reserved) {

    public static final String PLACE = "{host}";

    private static final Pattern ADDRESS = Pattern.compile("https?://\\{host\\}(:[1-9][0-9]{0,4})?");
    private static final int MAX_LENGTH = 253;

    /** RFC 1123; two labels at least, and the last begins with a letter, or it might be an address of four numbers. */
    private static final Pattern HOST = Pattern.compile(
            "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws IllegalArgumentException where the address has no place for a host, or more in it than a port */
    public HostRules {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("No address with a place for a host");
        }
        reserved = reserved.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * @return what addresses at this host begin with
     * @throws TenantException (invalid host) where no tenant may have it
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

    /** @param host in lower case */
    public boolean isReserved(String host) {
        return reserved.contains(host);
    }
}
