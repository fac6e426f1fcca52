package dev.tenantry.core.signup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Maps an IP address to the networks that contain the address. {@link FormLimit} counts each network as one sender. */
public final class SenderAddress {

    /**
     * The length of a /64 prefix in bytes. A /64 network is the smallest IPv6 network that a household or a rented
     * server gets (RFC 6177).
     */
    private static final int SUBNET_BYTES = 8;

    /**
     * The length of a /48 prefix in bytes. A /48 network is the largest IPv6 network that a provider gives to one
     * customer. A /48 network has 65,536 /64 networks. Without a count for the whole /48 network, the customer could
     * use up the limit of each /64 network.
     */
    private static final int SITE_BYTES = 6;

    /**
     * The limit of a /48 network is this multiple of the limit of a /64 network, since a /48 network may have many
     * senders, such as the students of a university.
     */
    static final int TIMES_FOR_SITES = 16;

    /**
     * A network that counts as one sender.
     *
     * @param timesTheLimit the network's limit as a multiple of the usual limit
     */
    public record Network(String name, int timesTheLimit) {}

    private SenderAddress() {}

    /**
     * Returns the networks of an address, the smallest network first. An IPv4 address counts as a network of its own.
     * An IPv6 address has a /64 network and a /48 network.
     *
     * @param address an IP address, as reported by the connection or by a trusted proxy. Any other text also counts as
     *     a network of its own
     */
    public static List<Network> networks(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return List.of(new Network(String.valueOf(address), 1));
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // no DNS query, since the text has a colon
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
