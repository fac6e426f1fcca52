package dev.tenantry.tenant;

import java.util.Optional;

/** The name of a PostgreSQL role that owns one tenant's schema and nothing else. Made in this package only. */
public final class RoleName extends Identifier {

    private static final int ID_DIGITS = 8;

    private RoleName(String value) {
        super(value);
    }

    /** As read from the registry. */
    static RoleName stored(String value) {
        return new RoleName(value);
    }

    /** Of somebody whom the catalog names as an owner, if it could be a role of ours. */
    static Optional<RoleName> ofOwner(String owner) {
        return isWellFormed(owner) ? Optional.of(new RoleName(owner)) : Optional.empty();
    }

    /**
     * The schema's name and a short id of the database's: roles are the whole server's, and another database of it may
     * have a schema of the same name.
     */
    static RoleName derive(SchemaName schema, String databaseName) {
        String id = "_" + Sha256.of(databaseName).substring(0, ID_DIGITS);
        int room = MAX_BYTES - id.length();
        String name = schema.value();
        // Cut at its beginning: what tells two schemas of one name apart is at the end.
        return new RoleName(name.length() <= room ? name + id : "t" + name.substring(name.length() - room + 1) + id);
    }
}
