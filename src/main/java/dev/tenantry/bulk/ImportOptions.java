package dev.tenantry.bulk;

/**
 * What the sender of an import decides.
 *
 * @param ids what becomes of plain ids that are not the tenant's own
 */
public record ImportOptions(Mode mode, IfExists ifExists, Ids ids) {

    public ImportOptions(Mode mode, IfExists ifExists) {
        this(mode, ifExists, Ids.OWN);
    }


    public enum Mode {
        /** All lines or, where one is refused, none, in one transaction. */
        ATOMIC,
        /** Whatever can be imported, some thousand lines in each transaction. */
        RESUMABLE
    }

    public enum Ids {
        /** For Keycloak the tenant's component stands before an id that is not the tenant's own. */
        OWN,
        /** The id stays what it is, reserved for the tenant's realm; a line is refused if another realm has its id. */
        KEEP
    }

    /** What becomes of a line whose user name somebody has. */
    public enum IfExists {
        FAIL,
        /** It counts, and that is all. */
        SKIP
    }
}
