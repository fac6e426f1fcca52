package dev.tenantry.testkit;

/** The outcome of an attempt: whether the server accepted the attempt, and the HTTP status. */
record Outcome(boolean accepted, int status) {

    static Outcome of(Answer answer) {
        return new Outcome(answer.status() / 100 == 2, answer.status());
    }

    /**
     * True if the server refused the attempt. False for a status 5xx, which does not prove that the attempt was
     * refused.
     */
    boolean refused() {
        return !accepted && status < 500;
    }
}
