package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** A tenant in one file, which holds passwords' hashes and the realm's keys. */
final class BundleVerbs {

    private static final String MANIFEST = "manifest.json";

    static final List<Verb> ALL = List.of(
            new Verb("export", "NAME FILE", "writes a tenant into a new file, for its owner alone", BundleVerbs::export),
            new Verb("import", "FILE [--name NAME]", "makes a tenant from such a file, under its name or another",
                    BundleVerbs::restore));

    private BundleVerbs() {}

    private static int export(Shell shell, Arguments arguments) {
        Path file = Path.of(arguments.operand(1)).toAbsolutePath();
        if (Files.exists(file)) {
            throw new FailedException("There is a file " + file + " already");
        }
        try {
            // Unlike others, such a file is for its owner alone; and what breaks off never has the file's name.
            Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
            try {
                long bytes = download(shell, Verbs.path(arguments) + "/bundle", part);
                requireWhole(part);
                Files.move(part, file);
                return shell.done(file + ": " + Streams.size(bytes));
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new FailedException("The bundle was not written: " + e, e);
        }
    }

    private static long download(Shell shell, String path, Path part) throws IOException {
        try (ProgressLine progress = shell.progress();
                InputStream in = Streams.counted(shell.api().download(path), progress, "");
                OutputStream out = Files.newOutputStream(part)) {
            return in.transferTo(out);
        }
    }

    private static void requireWhole(Path part) throws IOException {
        try (ZipFile zip = new ZipFile(part.toFile())) {
            if (zip.getEntry(MANIFEST) == null) {
                throw new IOException("it has no " + MANIFEST);
            }
        }
    }

    private static int restore(Shell shell, Arguments arguments) {
        Path file = Path.of(arguments.operand(0));
        String name = arguments.option("--name");
        if (!Files.isReadable(file)) {
            throw new FailedException("There is no file " + file + " that can be read");
        }
        String of = " of " + Streams.size(file.toFile().length());
        return shell.show(upload(shell, name == null ? Map.of() : Map.of("name", name), file, of));
    }

    private static Answer upload(Shell shell, Map<String, String> query, Path file, String of) {
        try (ProgressLine progress = shell.progress()) {
            return shell.api().upload("/bundle", query,
                    BodyPublishers.ofInputStream(() -> Streams.counted(Streams.open(file), progress, of)));
        }
    }
}
