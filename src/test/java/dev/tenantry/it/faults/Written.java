package dev.tenantry.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A value that one thread writes repeatedly. A reader may see the last acknowledged value, or any later value whose
 * request is in doubt. A value becomes possible before its request is sent.
 */
final class Written<T> {

    private final List<T> possible = new ArrayList<>();

    Written(T initial) {
        possible.add(initial);
    }

    Reply write(T value, Supplier<Reply> request) {
        possible.add(value);
        Reply reply = request.get();
        switch (reply.ending()) {
            case ACKNOWLEDGED -> settle(value);
            case REFUSED, NOT_SENT -> possible.remove(possible.size() - 1);
            case IN_DOUBT -> { }
        }
        return reply;
    }

    /** Makes this value the only possible one, since it was acknowledged or read. */
    void settle(T value) {
        possible.clear();
        possible.add(value);
    }

    /** The possible values. The first is the one that was acknowledged or read last. */
    List<T> possible() {
        return List.copyOf(possible);
    }

    boolean isCertain() {
        return possible.stream().distinct().count() == 1;
    }

    boolean isCertainly(T value) {
        return isCertain() && possible.contains(value);
    }

    /** @throws IllegalStateException if the value is in doubt */
    T value() {
        if (!isCertain()) {
            throw new IllegalStateException("In doubt: " + possible);
        }
        return possible.get(0);
    }
}
