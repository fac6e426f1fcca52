package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Look and change nothing. */
final class ReadingVerbs {

    /** The API's own, where no other is asked for. */
    private static final int PAGE = 100;

    static final List<Verb> ALL = List.of(
            new Verb("list", "[--search TEXT] [--state STATE] [--first INDEX] [--max COUNT]",
                    "lists tenants by name", ReadingVerbs::list),
            new Verb("show", "NAME", "shows one tenant",
                    (shell, arguments) -> shell.show(shell.api().get(Verbs.path(arguments)))),
            new Verb("doctor", "NAME",
                    "shows what is wrong with a tenant and what to do next; exit code 1 if anything is", Doctor::run),
            new Verb("drift", "NAME", "compares a tenant's schema with what the migrations make; exit code 1 if it differs",
                    ReadingVerbs::drift),
            new Verb("residue", "NAME", "counts the rows that Keycloak's own tables hold of a tenant's users",
                    (shell, arguments) -> shell.show(shell.api().get(Verbs.path(arguments) + "/residue"))),
            new Verb("deletion-records", "[NAME]", "lists what there was when tenants were dropped",
                    ReadingVerbs::deletionRecords),
            new Verb("former-names", "[--search TEXT] [--first INDEX] [--max COUNT]",
                    "lists names that tenants had before, each kept for its realm", ReadingVerbs::formerNames));

    private ReadingVerbs() {}

    private static int list(Shell shell, Arguments arguments) {
        return page(shell, arguments, "tenants", "",
                "name", "state", "database", "schemaVersion", "createdAt", "purgeAfter", "displayName");
    }

    private static int formerNames(Shell shell, Arguments arguments) {
        return page(shell, arguments, "former names", "/former-names", "name", "since", "tenant", "realmId");
    }

    private static int page(Shell shell, Arguments arguments, String what, String path, String... fields) {
        int first = arguments.number("--first", 0);
        int max = arguments.number("--max", PAGE);
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("search", arguments.option("--search"));
        query.put("state", arguments.option("--state"));
        query.put("first", first);
        query.put("max", max);
        Answer page = shell.api().get(path, query);
        boolean isAll = first == 0 && !arguments.has("--search") && !arguments.has("--state");
        shell.list("No " + what + (isAll ? "." : " found."), page, fields);
        if (max > 0 && shell.items(page).size() == max) {
            shell.terminal().note("There may be more: --first " + (first + max));
        }
        return Tenantry.OK;
    }

    private static int drift(Shell shell, Arguments arguments) {
        Answer drift = shell.api().get(Verbs.path(arguments) + "/drift");
        shell.show(drift);
        return Boolean.TRUE.equals(drift.json().get("drifted").value()) ? Tenantry.FAILED : Tenantry.OK;
    }

    private static int deletionRecords(Shell shell, Arguments arguments) {
        Map<String, String> query = arguments.operand(0) == null ? Map.of() : Map.of("name", arguments.operand(0));
        return shell.list("No deletion records.", shell.api().get("/deletion-records", query),
                "name", "id", "database", "provisionedAt", "droppedAt", "digest");
    }
}
