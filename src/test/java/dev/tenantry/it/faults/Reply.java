package dev.tenantry.it.faults;

import dev.tenantry.support.http.Answer;
import java.util.Set;

/**
 * What came of a request.
 *
 * @param answer null where there was none
 * @param text the answer or why there was none
 */
record Reply(Ending ending, Answer answer, String text) {

    /**
     * How Keycloak words it, with status 400, where anything fails while it sees which client asks, or while it works on
     * a user (AuthenticationProcessor.handleClientAuthException, UsersResource, UserResource, 26.7). Nothing that the load
     * sends is refused in these words for a reason of its own.
     */
    private static final Set<String> OUTAGES = Set.of(
            "Unexpected error when authenticating client",
            "Could not create user",
            "Could not update user!",
            "Could not update user password.",
            "The tenant database is unavailable");

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
     * The same to an admin. Once a server is killed, Keycloak may know no more of a session that it had begun, and a
     * token of that session is void: before anything is done for whoever sent it. They sign in anew, as any client does.
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

    /** 0 where there was no answer. */
    int status() {
        return answer == null ? 0 : answer.status();
    }
}
