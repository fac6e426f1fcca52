package dev.tenantry.core.bulk;

/**
 * The sender's options for an import.
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
        /** If an id lacks the tenant's prefix, Keycloak puts the id of the tenant's component before the id. */
        OWN,
        /**
         * The id remains unchanged, and is reserved for the tenant's realm. If another realm has the id, the line is
         * refused.
         */
        KEEP
    }

    /** How to treat a line whose user name exists. */
    public enum IfExists {
        FAIL,
        /** The line is counted as skipped, and not imported. */
        SKIP
    }
}
