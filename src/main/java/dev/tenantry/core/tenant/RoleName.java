package dev.tenantry.core.tenant;

import java.util.Optional;

/** The name of a PostgreSQL role that owns one tenant's schema and nothing else. Only this package can create one. */
public final class RoleName extends Identifier {

    private static final int ID_DIGITS = 8;

    private RoleName(String value) {
        super(value);
    }

    /** A name from the registry. */
    static RoleName stored(String value) {
        return new RoleName(value);
    }

    /** The role's name, if an owner in the catalog could be a role of Tenantry. */
    public static Optional<RoleName> ofOwner(String owner) {
        return isWellFormed(owner) ? Optional.of(new RoleName(owner)) : Optional.empty();
    }

    /**
     * The schema's name and a short id of the database: roles belong to the whole server, and another of its databases
     * may have a schema of this name.
     */
    public static RoleName derive(SchemaName schema, String databaseName) {
        String id = "_" + Sha256.of(databaseName).substring(0, ID_DIGITS);
        int room = MAX_BYTES - id.length();
        String name = schema.value();
        // Truncated at the beginning, since the end distinguishes two schemas of one name.
        return new RoleName(name.length() <= room ? name + id : "t" + name.substring(name.length() - room + 1) + id);
    }
}
