package dev.tenantry.it.faults;

/** The outcome of a request, as far as its sender knows. */
enum Ending {

    /** The answer is a success: the change must never be lost. */
    ACKNOWLEDGED,

    /** The answer is a refusal with its reason: the request must have changed nothing. */
    REFUSED,

    /** There is no answer, or the answer is a failure: the change may have happened as a whole or not at all. */
    IN_DOUBT,

    /** No connection was possible, or the answer was only that the sender must sign in again: nothing was done. */
    NOT_SENT
}
