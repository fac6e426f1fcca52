package dev.tenantry.core.db;

/**
 * How the pooler between this server and the database behaves, as the probe found out.
 *
 * @param sharing true if several clients use the same connection to the database in turn
 * @param leaking true if a client sees session settings that another client made on this connection
 * @param keepingStatements true if a prepared statement still exists in its client's next transaction
 * @param obstacle why the probe failed; null if it succeeded. After a failure, the worst case is assumed
 */
public record Pooler(boolean sharing, boolean leaking, boolean keepingStatements, String obstacle) {

    /** No pooler, or a pooler that gives each client a connection of its own. */
    static final Pooler NONE = new Pooler(false, false, true, null);

    static Pooler sharing(boolean leaking, boolean keepingStatements) {
        return new Pooler(true, leaking, keepingStatements, null);
    }

    static Pooler unknown(String obstacle) {
        return new Pooler(true, true, false, obstacle);
    }

    /** Describes the pooler for the operator, in one line. */
    @Override
    public String toString() {
        if (obstacle != null) {
            return "Whether a pooler in front of the tenants' database shares connections could not be found out ("
                    + obstacle + "): prepared statements are not used";
        }
        if (!sharing) {
            return "No pooler in front of the tenants' database shares connections";
        }
        return "A pooler in front of the tenants' database shares connections: session state "
                + (leaking ? "leaks from one client to another" : "does not leak from one client to another")
                + ", prepared statements " + (keepingStatements ? "are kept" : "are not kept and so not used");
    }
}
