package dev.tenantry.it.isolation;

import dev.tenantry.support.http.Answer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The same request with something of tenant B's and with something of A's own: the first must be refused, the second
 * must not, or the refusal would show nothing. For one thread.
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
     * @param endpoint of A, where both are tried
     * @param thing what is taken from one tenant or the other
     */
    <T> Tried<T> at(String endpoint, String thing, Function<FullTenant, T> taken) {
        return new Tried<>(endpoint, thing, taken);
    }

    /** What is about to be tried. */
    final class Tried<T> {

        private final String line;
        private final Function<FullTenant, T> taken;

        private Tried(String endpoint, String thing, Function<FullTenant, T> taken) {
            this.line = endpoint + ": " + thing;
            this.taken = taken;
        }

        /** B's is tried first, since A's own may use the thing up. */
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
