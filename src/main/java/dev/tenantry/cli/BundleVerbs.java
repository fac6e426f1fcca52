package dev.tenantry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** A tenant in one file, which holds passwords' hashes and the realm's keys. */
final class BundleVerbs {

    private static final String MANIFEST = "manifest.json";

    static final List<Verb> ALL = List.of(
            new Verb("export", "NAME FILE", "writes a tenant into a new file, for its owner alone", BundleVerbs::export),
            new Verb("import", "FILE [--name NAME] [--database DATABASE] [--new-ids]",
                    "makes a tenant from such a file, under its name or another",
                    BundleVerbs::restore));

    private BundleVerbs() {}

    private static int export(Shell shell, Arguments arguments) {
        return Transfer.download(
                shell, Verbs.path(arguments) + "/bundle", arguments.operand(1), BundleVerbs::requireWhole);
    }

    private static void requireWhole(Path part) throws IOException {
        try (ZipFile zip = new ZipFile(part.toFile())) {
            if (zip.getEntry(MANIFEST) == null) {
                throw new IOException("it has no " + MANIFEST);
            }
        }
    }

    private static int restore(Shell shell, Arguments arguments) {
        Map<String, String> query = query(arguments, "name", "database");
        query.put("ids", arguments.has("--new-ids") ? "new" : null);
        return shell.show(Transfer.upload(shell, "/bundle", query, Api.ZIP, arguments.operand(0)));
    }

    private static Map<String, String> query(Arguments arguments, String... names) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String name : names) {
            if (arguments.has("--" + name)) {
                query.put(name, arguments.option("--" + name));
            }
        }
        return query;
    }
}
