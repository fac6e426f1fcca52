package dev.tenantry.form;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom a limit counts as one sender. */
public final class SenderAddress {

    /** What a household or a rented server has of IPv6 at least: all of it is one sender's (RFC 6177). */
    private static final int NETWORK_BYTES = 8;

    private SenderAddress() {}

    /** @param address an IP address, as the connection or a trusted proxy says; anything else is taken as it is */
    public static String of(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // asks no name server where there is a colon
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
