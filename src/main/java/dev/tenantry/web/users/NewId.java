package dev.tenantry.web.users;

import java.util.UUID;

/**
 * Makes ids that grow with time, to the millisecond (UUID version 7, RFC 9562). Rows that are inserted together use the
 * same few pages of each index; random ids would touch many pages, which is most of a large import's writes.
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
