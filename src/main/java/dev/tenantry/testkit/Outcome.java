package dev.tenantry.testkit;

/** What came of an attempt: whether the server did as it was asked, and the status by which it said so. */
record Outcome(boolean accepted, int status) {

    static Outcome of(Answer answer) {
        return new Outcome(answer.status() / 100 == 2, answer.status());
    }

    /** An outage refuses everything, and proves nothing. */
    boolean refused() {
        return !accepted && status < 500;
    }
}
