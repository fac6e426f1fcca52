package dev.tenantry.transfer;

import java.util.UUID;

/**
 * Ids that grow in the course of time, to the millisecond (UUID version 7, RFC 9562). Those of users who come together
 * go to the same few pages of each index, where random ones go to any; that is most of what a large import writes.
 */
final class NewId {

    private static final long VERSION_7 = 0x7000;
    private static final long RANDOM = 0xFFF;

    private NewId() {}

    static String next() {
        UUID random = UUID.randomUUID();
        long time = System.currentTimeMillis() << 16;
        return new UUID(time | VERSION_7 | random.getMostSignificantBits() & RANDOM, random.getLeastSignificantBits())
                .toString();
    }
}
