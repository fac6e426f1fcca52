package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes a tenant, once: what was asked for twice has one key. */
final class Provisioning {

    private Provisioning() {}

    static int run(Shell shell, Arguments arguments) {
        Map<String, Object> body = body(arguments, shell.terminal());
        String key = arguments.option("--idempotency-key", UUID.randomUUID().toString());
        if (!key.matches("[\\x21-\\x7e]+")) {
            throw new UsageException("--idempotency-key must be printable ASCII");
        }
        return shell.show(provision(shell, body, key));
    }

    private static Answer provision(Shell shell, Map<String, Object> body, String key) {
        try {
            return attempt(shell, body, key);
        } catch (NoAnswerException first) {
            shell.terminal().note(first.getMessage() + "; once more");
        }
        try {
            return attempt(shell, body, key);
        } catch (NoAnswerException second) {
            throw new NoAnswerException(
                    second.getMessage() + "; to ask again, add --idempotency-key " + key, second);
        }
    }

    private static Answer attempt(Shell shell, Map<String, Object> body, String key) {
        return shell.api().postJson("", body, "Idempotency-Key", key);
    }

    private static Map<String, Object> body(Arguments arguments, Terminal terminal) {
        Map<String, Object> user = new HashMap<>();
        user.put("username", arguments.option("--user"));
        user.put("email", arguments.option("--email"));
        user.put("firstName", arguments.option("--first-name"));
        user.put("lastName", arguments.option("--last-name"));
        if (arguments.has("--user-password-stdin")) {
            String password = terminal.line("The user's password");
            user.put("credentials", List.of(Map.of("type", "password", "value", password, "temporary", false)));
        }
        Map<String, Object> body = new HashMap<>();
        body.put("name", arguments.operand(0));
        body.put("displayName", arguments.option("--display-name"));
        body.put("template", arguments.option("--template"));
        body.put("database", arguments.option("--database"));
        body.put("user", user);
        Pages.put(body, arguments, () -> new Json(null));
        return body;
    }
}
