package dev.tenantry.figures;

/**
 * What a tenant has, or several together.
 *
 * @param users without service accounts
 * @param bytes of the schema's tables on disk, indexes included
 */
public record Usage(long users, long bytes) {

    static final Usage NONE = new Usage(0, 0);

    Usage plus(Usage other) {
        return new Usage(users + other.users, bytes + other.bytes);
    }
}
