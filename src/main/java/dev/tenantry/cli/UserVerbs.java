package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tenant's users in a file, one a line, with passwords' hashes. */
final class UserVerbs {

    static final List<Verb> ALL = List.of(
            new Verb("export-users", "NAME FILE", "writes a tenant's users into a new file, for its owner alone",
                    UserVerbs::export),
            new Verb("import-users", "NAME FILE [--resumable] [--skip-existing] [--keep-ids]",
                    "brings users from such a file into a tenant; exit code 1 if a line was refused",
                    UserVerbs::load));

    private UserVerbs() {}

    private static int export(Shell shell, Arguments arguments) {
        return Transfer.download(shell, Verbs.path(arguments) + "/users/export", arguments.operand(1), part -> {});
    }

    private static int load(Shell shell, Arguments arguments) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("mode", arguments.has("--resumable") ? "resumable" : null);
        query.put("ifExists", arguments.has("--skip-existing") ? "skip" : null);
        query.put("ids", arguments.has("--keep-ids") ? "keep" : null);
        Answer answer = Transfer.upload(
                shell, Verbs.path(arguments) + "/users/import", query, Api.LINES, arguments.operand(1));
        shell.show(answer);
        return answer.json().number("failed") > 0 ? Tenantry.FAILED : Tenantry.OK;
    }
}
