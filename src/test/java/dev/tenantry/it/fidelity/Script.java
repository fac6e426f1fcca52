package dev.tenantry.it.fidelity;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Sends the requests of one caller to both realms, and compares the answers. {@code {grace}} in a path or a body stands
 * for the id that is remembered by the name "grace".
 */
final class Script {

    private final BiFunction<String, Function<Side, Answer>, Compared> comparison;
    private final Function<Side, Caller> callers;
    private final String who;

    /** @param who the text before each request in the report, for instance the name of the token's owner */
    Script(BiFunction<String, Function<Side, Answer>, Compared> comparison, String who,
            Function<Side, Caller> callers) {
        this.comparison = comparison;
        this.who = who;
        this.callers = callers;
    }

    Compared get(String path) {
        return send("GET", path, null);
    }

    /** Gets the path with a query parameter whose value needs encoding. */
    Compared get(String path, String name, String value) {
        return comparison.apply(who + "GET " + path + " " + name + "=" + value, side -> callers.apply(side).send("GET",
                side.fill(path) + (path.contains("?") ? "&" : "?") + Http.form(Map.of(name, side.fill(value))), null));
    }

    /** Posts an empty object. */
    Compared post(String path) {
        return send("POST", path, Map.of());
    }

    Compared post(String path, Object body) {
        return send("POST", path, body);
    }

    Compared put(String path, Object body) {
        return send("PUT", path, body);
    }

    Compared patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    Compared postForm(String path, Map<String, String> fields) {
        return send("FORM", path, fields);
    }

    Compared putText(String path, String text) {
        return send("TEXT", path, text);
    }

    /** Puts an empty object. */
    Compared put(String path) {
        return send("PUT", path, Map.of());
    }

    Compared delete(String path) {
        return send("DELETE", path, null);
    }

    Compared delete(String path, Object body) {
        return send("DELETE", path, body);
    }

    private Compared send(String method, String path, Object body) {
        return comparison.apply(who + method + " " + path + (body == null ? "" : " " + body),
                side -> callers.apply(side).send(method, side.fill(path), body == null ? null : side.fill(body)));
    }
}
