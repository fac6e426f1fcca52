package dev.tenantry.core.tenant;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The first 48 bits of the ids that one tenant's new users get. The registry gives each realm a unique prefix.
 * Therefore, if an id with this prefix is unique in its schema, the id is unique among all realms.
 *
 * @param value eight hexadecimal digits, a hyphen, and four more digits, in lower case: the beginning of a UUID
 */
public record IdPrefix(String value) {

    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}");
    private static final Pattern REST = Pattern.compile("(?:-[0-9a-f]{4}){2}-[0-9a-f]{12}");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LARGEST_STEP = 1 << 16;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** @throws IllegalArgumentException if the value is malformed */
    public IdPrefix {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a prefix of ids");
        }
    }

    /** A random prefix. The chance that the prefix equals a given prefix is one in 2^48. */
    public static IdPrefix random() {
        return new IdPrefix(UUID.randomUUID().toString().substring(0, 13));
    }

    public static boolean isValid(String value) {
        return value != null && PREFIX.matcher(value).matches();
    }

    /** True if the id is a UUID in lower case with this prefix. */
    public boolean begins(String id) {
        return id.startsWith(value) && REST.matcher(id.substring(value.length())).matches();
    }

    /** A new id with this prefix: a UUID of version 4 with 74 random bits. */
    public String newId() {
        return value + UUID.randomUUID().toString().substring(value.length());
    }

    /**
     * Returns a supplier of new ids in ascending order, for many users at once. The first id and the steps between the
     * ids are random. Ascending ids make a large import faster: they change only a few pages of each index, and random
     * ids would change pages all over the index. The supplier is not thread-safe.
     */
    public Supplier<String> ascendingIds() {
        UUID first = UUID.randomUUID();
        return new Supplier<>() {
            private long low = first.getLeastSignificantBits();

            @Override
            public String get() {
                low = ((low + 1 + RANDOM.nextInt(LARGEST_STEP)) & ~(VARIANT >> 1)) | VARIANT;
                return value + new UUID(first.getMostSignificantBits(), low).toString().substring(value.length());
            }
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
