package dev.tenantry.it.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Counts the answers to the load, and keeps the wrong ones. Thread-safe. */
final class Journal {

    private final Map<Kind, Map<Ending, Integer>> counts = new EnumMap<>(Kind.class);
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    Reply note(Kind kind, Reply reply) {
        synchronized (counts) {
            counts.computeIfAbsent(kind, key -> new EnumMap<>(Ending.class)).merge(reply.ending(), 1, Integer::sum);
            if (reply.ending() == Ending.IN_DOUBT || reply.isRefused()) {
                refusals.merge(kind + " " + reply.status(), 1, Integer::sum);
            }
        }
        return reply;
    }

    /** Records an answer that is wrong, even in an outage. */
    void wrong(String answer) {
        System.out.println("faults: wrong answer: " + answer);
        wrong.add(answer);
    }

    List<String> wrongAnswers() {
        return List.copyOf(wrong);
    }

    int count(Kind kind, Ending ending) {
        synchronized (counts) {
            return counts.getOrDefault(kind, Map.of()).getOrDefault(ending, 0);
        }
    }

    int count(Ending ending) {
        int sum = 0;
        for (Kind kind : Kind.values()) {
            sum += count(kind, ending);
        }
        return sum;
    }

    /** The number of refused requests and requests in doubt, by kind of request and status. */
    Map<String, Integer> statuses() {
        synchronized (counts) {
            return new TreeMap<>(refusals);
        }
    }
}
