package dev.tenantry.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A value that one thread writes again and again, and what it may be seen to be: what was acknowledged last, or what
 * was attempted since and is in doubt. It is written down before the request is sent.
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

    /** It was seen to be this. */
    void settle(T value) {
        possible.clear();
        possible.add(value);
    }

    /** The one acknowledged last comes first. */
    List<T> possible() {
        return List.copyOf(possible);
    }

    boolean isCertain() {
        return possible.stream().distinct().count() == 1;
    }

    boolean isCertainly(T value) {
        return isCertain() && possible.contains(value);
    }

    /** @throws IllegalStateException where it is in doubt */
    T value() {
        if (!isCertain()) {
            throw new IllegalStateException("In doubt: " + possible);
        }
        return possible.get(0);
    }
}
