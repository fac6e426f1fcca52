package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** From a tenant's birth to its end. */
final class LifeVerbs {

    static final List<Verb> ALL = List.of(
            new Verb("provision",
                    "NAME --user USERNAME [--display-name TEXT] [--email ADDRESS] [--first-name TEXT]"
                            + " [--last-name TEXT] [--user-password-stdin] [--template NAME] [--database DATABASE] "
                            + Pages.USAGE + " [--idempotency-key KEY]",
                    "makes a tenant with its first user, who administers it", Provisioning::run),
            new Verb("rename", "NAME NEW [--display-name TEXT]", "renames tenant and realm", LifeVerbs::rename),
            new Verb("change", "NAME [--display-name TEXT] " + Pages.USAGE,
                    "changes what a tenant's pages are called, look like and where they are; '' takes a host, color or"
                            + " logo away", LifeVerbs::change),
            new Verb("suspend", "NAME", "takes a tenant out of service", LifeVerbs::suspend),
            new Verb("resume", "NAME", "brings a suspended tenant back",
                    (shell, arguments) -> apply(shell, arguments, "resume", Map.of())),
            new Verb("archive", "NAME [--retention-days COUNT]", "sets a tenant aside until it is purged",
                    LifeVerbs::archive),
            new Verb("restore", "NAME", "brings an archived tenant back",
                    (shell, arguments) -> apply(shell, arguments, "restore", Map.of())),
            new Verb("drop", "NAME [--force] [--yes]",
                    "removes realm and schema with all users; --force also one that is not archived,"
                            + " --yes without asking", LifeVerbs::drop));

    private LifeVerbs() {}

    private static int rename(Shell shell, Arguments arguments) {
        Map<String, String> body = new HashMap<>();
        body.put("name", arguments.operand(1));
        body.put("displayName", arguments.option("--display-name"));
        return shell.show(shell.api().putJson(Verbs.path(arguments), body));
    }

    private static int change(Shell shell, Arguments arguments) {
        Map<String, Object> body = new HashMap<>();
        body.put("displayName", arguments.option("--display-name"));
        String tenant = Verbs.path(arguments);
        Pages.put(body, arguments, () -> shell.api().get(tenant).json());
        if (body.values().stream().allMatch(Objects::isNull)) {
            throw new UsageException("Nothing is to change");
        }
        return shell.show(shell.api().putJson(tenant, body));
    }

    private static int suspend(Shell shell, Arguments arguments) {
        return apply(shell, arguments, "suspend", Map.of());
    }

    private static int archive(Shell shell, Arguments arguments) {
        return apply(shell, arguments, "archive", arguments.has("--retention-days")
                ? Map.of("retentionDays", arguments.number("--retention-days", 0))
                : Map.of());
    }

    private static int apply(Shell shell, Arguments arguments, String verb, Map<String, ?> query) {
        return shell.show(shell.api().post(Verbs.path(arguments) + "/" + verb, query));
    }

    private static int drop(Shell shell, Arguments arguments) {
        String name = arguments.operand(0);
        if (!arguments.has("--yes") && !shell.terminal().isInteractive()) {
            throw new UsageException("--yes is needed where nobody can be asked");
        }
        if (!arguments.has("--force")) {
            requireArchived(name, shell.api().get(Verbs.path(arguments)).json().text("state"));
        }
        if (!arguments.has("--yes")) {
            String typed = shell.terminal().ask(
                    "All users of " + Printable.of(name) + " will be gone. Type its name to drop it: ",
                    "--yes is needed where nobody can be asked");
            if (!typed.equals(name)) {
                throw new FailedException("That is not its name: nothing was dropped");
            }
        }
        shell.api().deleteJson(
                Verbs.path(arguments) + (arguments.has("--force") ? "?force=true" : ""), Map.of("name", name));
        return shell.done(name + " is dropped: see deletion-records " + name);
    }

    /** Refuses before the name is asked for, as the server would. The server names any other state itself. */
    private static void requireArchived(String name, String state) {
        if (state.equals("ACTIVE") || state.equals("SUSPENDED")) {
            throw new FailedException(
                    name + " is " + state.toLowerCase(Locale.ROOT) + ". Archive it first, or use --force.");
        }
    }
}
