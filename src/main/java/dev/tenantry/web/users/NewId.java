package dev.tenantry.web.users;

import java.util.UUID;

/**
 * Creates ids that begin with the time in milliseconds, so that later ids are greater (UUID version 7, RFC 9562). With
 * such ids, rows that are inserted together change only a few pages of each index. With random ids, most writes of a
 * large import would be for index pages.
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
