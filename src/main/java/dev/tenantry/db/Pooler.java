package dev.tenantry.db;

/**
 * What a pooler between this server and the database does, as far as was found out at the start.
 *
 * @param sharing whether clients take turns on one connection to the database
 * @param leaking whether one of them then meets what another has set on its session
 * @param keepingStatements whether a prepared statement is still there at its client's next transaction
 * @param obstacle why it could not be found out, so that the worst is assumed; null where it could
 */
public record Pooler(boolean sharing, boolean leaking, boolean keepingStatements, String obstacle) {

    /** Nobody in between, or somebody who lets each client have a connection for itself. */
    static final Pooler NONE = new Pooler(false, false, true, null);

    static Pooler sharing(boolean leaking, boolean keepingStatements) {
        return new Pooler(true, leaking, keepingStatements, null);
    }

    static Pooler unknown(String obstacle) {
        return new Pooler(true, true, false, obstacle);
    }

    /** One line for who runs the server. */
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
