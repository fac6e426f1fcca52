package dev.tenantry.core.db;

/**
 * How the pooler between this server and the database behaves, as found by a probe.
 *
 * @param sharing true if several clients use the same connection to the database in turn
 * @param leaking true if a client sees session settings that another client made on a shared connection
 * @param keepingStatements true if a client can use its prepared statements in its later transactions
 * @param obstacle why the pooler's behavior is unknown; null if the probe succeeded. If the behavior is unknown, {@code
 *     sharing} and {@code leaking} are true and {@code keepingStatements} is false: the worst case
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
