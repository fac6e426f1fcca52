package dev.tenantry.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who may administer a tenant's realm for a time. */
final class AccessVerbs {

    static final List<Verb> ALL = List.of(
            new Verb("access", "NAME", "lists who may administer a tenant's realm for a time", AccessVerbs::list),
            new Verb("grant", "NAME --minutes COUNT --reason TEXT [--user USERNAME] [--roles ROLES]",
                    "grants the administration of a tenant's realm for a time, to yourself unless --user names another"
                            + " user of master; --roles names some of them, commas between them", AccessVerbs::grant),
            new Verb("revoke", "NAME USERNAME", "takes back before its time what was granted to a user",
                    AccessVerbs::revoke));

    private AccessVerbs() {}

    private static int list(Shell shell, Arguments arguments) {
        return shell.list("No access is granted.", shell.api().get(path(arguments)),
                "user", "until", "grantedBy", "reason", "roles");
    }

    private static int grant(Shell shell, Arguments arguments) {
        Map<String, Object> body = new HashMap<>();
        body.put("user", arguments.option("--user"));
        body.put("minutes", arguments.number("--minutes", 0));
        body.put("reason", arguments.option("--reason"));
        if (arguments.has("--roles")) {
            body.put("roles", Arrays.asList(arguments.option("--roles").split(",")));
        }
        return shell.show(shell.api().postJson(path(arguments), body));
    }

    private static int revoke(Shell shell, Arguments arguments) {
        String user = arguments.operand(1);
        shell.api().delete(path(arguments) + "/" + Form.segment(user));
        return shell.done(Printable.of(user) + " has no granted access to " + Printable.of(arguments.operand(0))
                + " any more");
    }

    private static String path(Arguments arguments) {
        return Verbs.path(arguments) + "/access";
    }
}
