package dev.tenantry.bench;

import dev.tenantry.support.http.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One request that may fail. A failure is a figure of the table and does not end the benchmark. The whole answer has to
 * arrive within one minute.
 *
 * @param answerOrNull the answer; null if no answer arrived
 * @param outcome milliseconds, or "> 60 s", or the status, as a cell of a table
 * @param isExpected true if the status is the expected one
 * @param hasTimedOut true if the server may still work on the request
 */
record Attempt(Answer answerOrNull, String outcome, boolean isExpected, boolean hasTimedOut) {

    private static final int LIMIT_SECONDS = 60;

    static Attempt at(Supplier<Answer> request, int expectedStatus) {
        long begun = System.nanoTime();
        try {
            Answer answer = CompletableFuture.supplyAsync(request).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            double millis = (System.nanoTime() - begun) / 1e6;
            return answer.status() == expectedStatus
                    ? new Attempt(answer, Table.written(millis), true, false)
                    : new Attempt(answer, "status " + answer.status(), false, false);
        } catch (TimeoutException late) {
            return new Attempt(null, "> " + LIMIT_SECONDS + " s", false, true);
        } catch (ExecutionException failure) {
            return new Attempt(null, "no answer", false, false);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
