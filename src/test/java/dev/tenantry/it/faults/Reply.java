package dev.tenantry.it.faults;

import dev.tenantry.support.http.Answer;
import java.util.Set;

/**
 * The result of a request.
 *
 * @param answer the answer; null if there is none
 * @param text the answer, or the reason why there is none
 */
record Reply(Ending ending, Answer answer, String text) {

    /**
     * Messages of answers that mean a failure although their status is 400. Keycloak gives them if anything fails while
     * it authenticates a client or changes a user (AuthenticationProcessor.handleClientAuthException, UsersResource,
     * UserResource, 26.7). No request of the load is refused with these messages for another reason.
     */
    private static final Set<String> OUTAGES = Set.of(
            "Unexpected error when authenticating client",
            "Could not create user",
            "Could not update user!",
            "Could not update user password.",
            "The tenant database is unavailable",
            "Another transaction has locked the tenant's data.");

    static Reply of(Answer answer) {
        if (OUTAGES.stream().anyMatch(answer.body()::contains)) {
            return new Reply(Ending.IN_DOUBT, answer, answer.toString());
        }
        Ending ending = switch (answer.status() / 100) {
            case 2 -> Ending.ACKNOWLEDGED;
            case 4 -> Ending.REFUSED;
            default -> Ending.IN_DOUBT;
        };
        return new Reply(ending, answer, answer.toString());
    }

    /**
     * The reply to a request of an admin. If a server is killed, Keycloak can lose a session that it had begun. It then
     * refuses the session's token before it processes a request. The admin signs in again, as any client does.
     */
    static Reply toAdmin(Answer answer) {
        return answer.status() == 401 ? none(Ending.NOT_SENT, answer.toString()) : of(answer);
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

    /** The status of the answer; 0 if there is no answer. */
    int status() {
        return answer == null ? 0 : answer.status();
    }
}
