package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The users that a benchmark has created in one realm. Safe for use by several threads. */
final class Population {

    private final TestRealm realm;
    private final String prefix;
    private final AtomicInteger next = new AtomicInteger();

    /** The users as they were created, with their ids. */
    private final List<Map<String, Object>> users = new ArrayList<>();

    Population(TestRealm realm, String prefix) {
        this.realm = realm;
        this.prefix = prefix;
    }

    void add(Map<String, Object> more) {
        String name = prefix + "x" + next.getAndIncrement();
        Map<String, Object> user = new HashMap<>(Map.of(
                "username", name, "email", name + "@example.test", "firstName", "Grace", "lastName", "Hopper",
                "enabled", true));
        Map<String, Object> sent = new HashMap<>(user);
        sent.putAll(more);
        user.put("id", realm.post("/users", sent).createdId());
        synchronized (users) {
            users.add(user);
        }
    }

    private Map<String, Object> user(int number) {
        synchronized (users) {
            return users.get(number % users.size());
        }
    }

    void get(int number) {
        realm.get(path(user(number))).requiring(200);
    }

    void change(int number) {
        Map<String, Object> user = new HashMap<>(user(number));
        user.put("lastName", "Hopper " + next.getAndIncrement());
        realm.put(path(user), user).requiring(204);
    }

    void remove() {
        Map<String, Object> user;
        synchronized (users) {
            user = users.remove(users.size() - 1);
        }
        realm.delete(path(user)).requiring(204);
    }

    private static String path(Map<String, Object> user) {
        return "/users/" + user.get("id");
    }
}
