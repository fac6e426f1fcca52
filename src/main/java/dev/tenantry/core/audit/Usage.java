package dev.tenantry.core.audit;

/**
 * The users and bytes of a tenant, or of several tenants together.
 *
 * @param users the number of users, without service accounts
 * @param bytes the size of the schema's tables on disk, including indexes
 */
public record Usage(long users, long bytes) {

    static final Usage NONE = new Usage(0, 0);

    Usage plus(Usage other) {
        return new Usage(users + other.users, bytes + other.bytes);
    }
}
