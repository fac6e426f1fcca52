package dev.tenantry.core.signup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The networks that a limit counts as one sender. */
public final class SenderAddress {

    /** The smallest IPv6 network of a household or a rented server (RFC 6177). */
    private static final int SUBNET_BYTES = 8;

    /** The largest IPv6 network of one customer of a provider: 65,536 subnets, each with a count of its own. */
    private static final int SITE_BYTES = 6;

    /** A site's limit as a multiple of a subnet's: a university's students are many senders. */
    static final int TIMES_FOR_SITES = 16;

    /**
     * A network that counts as one sender.
     *
     * @param timesTheLimit its limit as a multiple of the usual limit
     */
    public record Network(String name, int timesTheLimit) {}

    private SenderAddress() {}

    /**
     * Returns the counted networks of an address, the smallest first: the address itself for IPv4, its /64 and its /48
     * for IPv6.
     *
     * @param address an IP address, from the connection or a trusted proxy; any other text is one network
     */
    public static List<Network> networks(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return List.of(new Network(String.valueOf(address), 1));
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // a text with a colon causes no DNS query
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
