package dev.tenantry.bulk;

/** What the sender of an import decides. */
public record ImportOptions(Mode mode, IfExists ifExists) {

    public enum Mode {
        /** All lines or, where one is refused, none, in one transaction. */
        ATOMIC,
        /** Whatever can be imported, some thousand lines in each transaction. */
        RESUMABLE
    }

    /** What becomes of a line whose user name somebody has. */
    public enum IfExists {
        FAIL,
        /** It counts, and that is all. */
        SKIP
    }
}
