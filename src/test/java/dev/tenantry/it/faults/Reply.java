package dev.tenantry.it.faults;

import dev.tenantry.support.Answer;

/**
 * What came of a request.
 *
 * @param answer null where there was none
 * @param text the answer or why there was none
 */
record Reply(Ending ending, Answer answer, String text) {

    /**
     * How Keycloak words it, with status 400, where its own tables can't be read to see which client asks
     * (AuthenticationProcessor.handleClientAuthException, 26.7).
     */
    private static final String OUTAGE = "Unexpected error when authenticating client";

    static Reply of(Answer answer) {
        if (answer.body().contains(OUTAGE)) {
            return new Reply(Ending.IN_DOUBT, answer, answer.toString());
        }
        Ending ending = switch (answer.status() / 100) {
            case 2 -> Ending.ACKNOWLEDGED;
            case 4 -> Ending.REFUSED;
            default -> Ending.IN_DOUBT;
        };
        return new Reply(ending, answer, answer.toString());
    }

    static Reply none(Ending ending, String reason) {
        return new Reply(ending, null, reason);
    }

    boolean isDone() {
        return ending == Ending.ACKNOWLEDGED;
    }

    boolean isRefused() {
        return ending == Ending.REFUSED;
    }

    /** 0 where there was no answer. */
    int status() {
        return answer == null ? 0 : answer.status();
    }
}
