package dev.tenantry.form;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Whom a limit counts as one sender. */
public final class SenderAddress {

    /** What a household or a rented server has of IPv6 at least (RFC 6177). */
    private static final int SUBNET_BYTES = 8;

    /** What one customer of a provider has of IPv6 at most: 65,536 subnets, each of which could send anew. */
    private static final int SITE_BYTES = 6;

    /** How many times the limit of a subnet a site has: a university's students are many senders. */
    static final int TIMES_FOR_SITES = 16;

    /**
     * A network that counts as one sender.
     *
     * @param timesTheLimit how many times the usual limit it has
     */
    public record Network(String name, int timesTheLimit) {}

    private SenderAddress() {}

    /**
     * Returns the networks of an address whose forms are counted, the smallest first: the address itself for IPv4, its
     * /64 and its /48 for IPv6.
     *
     * @param address an IP address, as the connection or a trusted proxy says; anything else is taken as it is
     */
    public static List<Network> networks(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return List.of(new Network(String.valueOf(address), 1));
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // asks no name server where there is a colon
            return parsed instanceof Inet6Address
                    ? List.of(
                            new Network(prefix(parsed, SUBNET_BYTES), 1),
                            new Network(prefix(parsed, SITE_BYTES), TIMES_FOR_SITES))
                    : List.of(new Network(parsed.getHostAddress(), 1));
        } catch (UnknownHostException noAddress) {
            return List.of(new Network(address, 1));
        }
    }

    private static String prefix(InetAddress address, int bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), bytes));
    }
}
