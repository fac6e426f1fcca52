package dev.tenantry.core.bulk;

/**
 * The sender's options for an import.
 *
 * @param ids how to treat plain ids without the tenant's prefix
 */
public record ImportOptions(Mode mode, IfExists ifExists, Ids ids) {

    public ImportOptions(Mode mode, IfExists ifExists) {
        this(mode, ifExists, Ids.OWN);
    }


    public enum Mode {
        /** All lines or, if one is refused, none, in one transaction. */
        ATOMIC,
        /** All valid lines, some thousand in each transaction. */
        RESUMABLE
    }

    public enum Ids {
        /** Keycloak puts the tenant's component before an id without the tenant's prefix. */
        OWN,
        /** The id stays unchanged, reserved for the tenant's realm; a line is refused if another realm has its id. */
        KEEP
    }

    /** How to treat a line whose user name exists. */
    public enum IfExists {
        FAIL,
        /** The line is counted and not imported. */
        SKIP
    }
}
