package dev.tenantry.it.isolation;

import dev.tenantry.support.http.Answer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends a request to tenant A twice: with an object of tenant B and with A's own object. A must refuse the first
 * request and accept the second: otherwise the refusal would prove nothing. For one thread.
 */
final class Exchanges {

    private final FullTenant acme;
    private final FullTenant globex;
    private final Matrix matrix;

    Exchanges(FullTenant acme, FullTenant globex, Matrix matrix) {
        this.acme = acme;
        this.globex = globex;
        this.matrix = matrix;
    }

    /**
     * @param endpoint the endpoint of A that both requests are sent to
     * @param thing the kind of the object, such as a refresh token
     */
    <T> Tried<T> at(String endpoint, String thing, Function<FullTenant, T> taken) {
        return new Tried<>(endpoint, thing, taken);
    }

    /** An endpoint with an object, before the requests are sent. */
    final class Tried<T> {

        private final String line;
        private final Function<FullTenant, T> taken;

        private Tried(String endpoint, String thing, Function<FullTenant, T> taken) {
            this.line = endpoint + ": " + thing;
            this.taken = taken;
        }

        /** Sends B's object first: A accepts its own object, which may change A. */
        void isRefused(Function<T, Answer> request, Predicate<Answer> refused) {
            Answer theirs = request.apply(taken.apply(globex));
            put("B's", theirs, refused.test(theirs));
            Answer own = request.apply(taken.apply(acme));
            put("A's own", own, !refused.test(own));
        }

        private void put(String column, Answer answer, boolean right) {
            String text = answer.status() + brief(answer);
            matrix.put("all", line, column, text);
            if (!right) {
                matrix.crossed(line, column, answer.status() + " " + answer.header("Location") + " " + answer.body());
            }
        }
    }

    private static String brief(Answer answer) {
        if (answer.header("Location") != null) {
            return answer.header("Location").contains("code=") ? " with a code" : " elsewhere";
        }
        String body = answer.body();
        if (body.startsWith("{\"error\"") || body.startsWith("{\"active\"")) {
            return " " + body.replaceAll("[{}\"]", "").split(",")[0];
        }
        return body.contains("kc-error-message") ? " error page" : body.contains("kc-form-login") ? " login form" : "";
    }
}
