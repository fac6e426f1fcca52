package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Between realms that Keycloak has and tenants: move users in and out, and put right what does not fit together. */
final class RealmVerbs {

    private static final String JOBS = "/adoptions";

    static final List<Verb> ALL = List.of(
            new Verb("adopt", "REALM [--follow]", "makes a realm with its users a tenant",
                    (shell, arguments) -> start(shell, arguments,
                            shell.api().postJson("/adopt", Map.of("realm", arguments.operand(0))))),
            new Verb("release", "NAME [--follow]", "makes a tenant with its users a standard realm",
                    (shell, arguments) -> start(shell, arguments,
                            shell.api().post(Verbs.path(arguments) + "/release", Map.of()))),
            new Verb("adoptions", "[ID] [--follow] [--cancel]",
                    "shows all of these jobs; or one, and has the realm as it was before", RealmVerbs::adoptions),
            new Verb("attach", "REALM SCHEMA [--database DATABASE]",
                    "binds a schema that no tenant has to a realm without users", RealmVerbs::attach),
            new Verb("findings", "[--fix KIND SUBJECT] [--database DATABASE]",
                    "reports what does not fit together and what to do about it; or fixes one, with exit code 1 if"
                            + " that only keeps it from doing harm",
                    RealmVerbs::findings),
            new Verb("free-name", "NAME", "lets any realm have a name that is kept for the realm that had it",
                    RealmVerbs::freeName));

    private RealmVerbs() {}

    private static int start(Shell shell, Arguments arguments, Answer started) {
        return job(started.json().text("id")).started(shell, started, arguments.has("--follow"));
    }

    private static int adoptions(Shell shell, Arguments arguments) {
        String id = arguments.operand(0);
        if (id == null && (arguments.has("--follow") || arguments.has("--cancel"))) {
            throw new UsageException("ID is missing");
        }
        if (id == null) {
            return shell.list("No adoptions.", shell.api().get(JOBS),
                    "id", "operation", "realm", "state", "step", "total", "copied",
                    "verified", "removed", "startedAt", "finishedAt");
        }
        if (arguments.has("--cancel")) {
            return shell.show(shell.api().delete(job(id).path()));
        }
        return arguments.has("--follow") ? job(id).follow(shell) : job(id).show(shell);
    }

    private static Job job(String id) {
        return new Job(JOBS + Verbs.path(id), "adoptions " + id);
    }

    private static int attach(Shell shell, Arguments arguments) {
        return shell.show(shell.api().postJson("/attach", withDatabase(arguments, Map.of(
                "realm", arguments.operand(0), "schema", arguments.operand(1)))));
    }

    private static Map<String, String> withDatabase(Arguments arguments, Map<String, String> body) {
        Map<String, String> more = new HashMap<>(body);
        if (arguments.has("--database")) {
            more.put("database", arguments.option("--database"));
        }
        return more;
    }

    private static int freeName(Shell shell, Arguments arguments) {
        shell.api().delete("/former-names" + Verbs.path(arguments));
        return shell.done("The name " + arguments.operand(0) + " is free");
    }

    private static int findings(Shell shell, Arguments arguments) {
        if (!arguments.has("--fix")) {
            return list(shell, shell.api().get("/findings"));
        }
        List<String> finding = arguments.options().get("--fix");
        Answer answer = shell.api().postJson("/findings/fix", withDatabase(arguments, Map.of(
                "kind", finding.get(0), "subject", finding.get(1))));
        return fixed(shell, String.join(" of ", finding), answer);
    }

    private static int list(Shell shell, Answer findings) {
        if (shell.json()) {
            return shell.show(findings);
        }
        String text = shell.items(findings).isEmpty() ? "No problems found." : Doctor.findings(findings.json());
        text.lines().forEach(shell.terminal()::println);
        return Tenantry.OK;
    }

    private static int fixed(Shell shell, String finding, Answer answer) {
        boolean isFixed = Boolean.TRUE.equals(answer.json().get("fixed").value());
        if (shell.json()) {
            shell.show(answer);
        } else if (isFixed) {
            shell.done(finding + " is fixed");
        } else {
            shell.done(finding + " is not fixed yet, but can do no harm for now. Done: " + answer.json().text("done")
                    + ". Next: " + answer.json().text("next"));
        }
        return isFixed ? Tenantry.OK : Tenantry.FAILED;
    }
}
