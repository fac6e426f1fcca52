package dev.tenantry.core.bulk;

/**
 * The options for an import, as the sender of the request has chosen them.
 *
 * @param ids how to handle ids that lack the tenant's prefix
 */
public record ImportOptions(Mode mode, IfExists ifExists, Ids ids) {

    public ImportOptions(Mode mode, IfExists ifExists) {
        this(mode, ifExists, Ids.OWN);
    }


    public enum Mode {
        /** All lines are imported in one transaction; if any line is refused, no line is imported. */
        ATOMIC,
        /** All valid lines are imported, a few thousand in each transaction. */
        RESUMABLE
    }

    public enum Ids {
        /**
         * If an id lacks the tenant's prefix, the user's id in Keycloak is {@code f:<component>:<id>}: the id of the
         * tenant's component, then the given id.
         */
        OWN,
        /**
         * The user's id in Keycloak is the given id, unchanged. The id is reserved for the tenant's realm. If another
         * realm has the id, the line is refused.
         */
        KEEP
    }

    /** How to treat a line whose user name already exists in the tenant. */
    public enum IfExists {
        /** The line is refused with an error. */
        FAIL,
        /** The line is not imported, and is counted as skipped. */
        SKIP
    }
}
