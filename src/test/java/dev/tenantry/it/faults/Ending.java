package dev.tenantry.it.faults;

/** How a request has ended, as far as the one who sent it can tell. */
enum Ending {

    /** Done, and said to be: it must never be lost. */
    ACKNOWLEDGED,

    /** Answered with a reason why not: it must have left nothing. */
    REFUSED,

    /** No answer, or that something went wrong: it may have happened or not, but not by half. */
    IN_DOUBT,

    /** Nobody listened, or only to be told to sign in anew. */
    NOT_SENT
}
