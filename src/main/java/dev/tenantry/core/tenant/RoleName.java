package dev.tenantry.core.tenant;

import java.util.Optional;

/** The name of a PostgreSQL role that owns one tenant's schema and nothing else. */
public final class RoleName extends Identifier {

    private static final int ID_DIGITS = 8;

    private RoleName(String value) {
        super(value);
    }

    /** A role name that was read from the registry. */
    static RoleName stored(String value) {
        return new RoleName(value);
    }

    /**
     * Makes a role name from the name of a schema's owner in the catalog. Returns nothing if the owner's name does not
     * have the form of Tenantry's role names.
     */
    public static Optional<RoleName> ofOwner(String owner) {
        return isWellFormed(owner) ? Optional.of(new RoleName(owner)) : Optional.empty();
    }

    /**
     * Makes a role name from the schema's name and a short id of the database. Roles belong to the whole PostgreSQL
     * server, where another database may have a schema with the same name.
     */
    public static RoleName derive(SchemaName schema, String databaseName) {
        String id = "_" + Sha256.of(databaseName).substring(0, ID_DIGITS);
        int room = MAX_BYTES - id.length();
        String name = schema.value();
        // Truncated at the beginning, since the names of two schemas may differ only at the end.
        return new RoleName(name.length() <= room ? name + id : "t" + name.substring(name.length() - room + 1) + id);
    }
}
