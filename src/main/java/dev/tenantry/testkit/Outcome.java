package dev.tenantry.testkit;

/** The outcome of an attempt: whether the server accepted it, and the status. */
record Outcome(boolean accepted, int status) {

    static Outcome of(Answer answer) {
        return new Outcome(answer.status() / 100 == 2, answer.status());
    }

    /** True if the server refused. A 5xx proves nothing. */
    boolean refused() {
        return !accepted && status < 500;
    }
}
