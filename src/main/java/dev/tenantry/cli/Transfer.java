package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files that come and go, with the bytes that have gone by shown. */
final class Transfer {

    /** Looks at what was received. */
    @FunctionalInterface
    interface Check {
        /** @throws IOException saying what is missing */
        void requireWhole(Path received) throws IOException;
    }

    private Transfer() {}

    /** @param name of a file that must not be there */
    static int download(Shell shell, String path, String name, Check check) {
        Path file = Path.of(name).toAbsolutePath();
        if (Files.exists(file)) {
            throw new FailedException("There is a file " + file + " already");
        }
        try {
            // Unlike others, such a file is for its owner alone; and what breaks off never has the file's name.
            Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
            try {
                long bytes = download(shell, path, part);
                check.requireWhole(part);
                Files.move(part, file);
                return shell.done(file + ": " + Streams.size(bytes));
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new FailedException("The file was not written: " + e, e);
        }
    }

    private static long download(Shell shell, String path, Path part) throws IOException {
        try (ProgressLine progress = shell.progress();
                InputStream in = Streams.counted(shell.api().download(path), progress, "");
                OutputStream out = Files.newOutputStream(part)) {
            return in.transferTo(out);
        }
    }

    static Answer upload(Shell shell, String path, Map<String, String> query, String type, String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw new FailedException("There is no file " + file + " that can be read");
        }
        String of = " of " + Streams.size(file.toFile().length());
        try (ProgressLine progress = shell.progress()) {
            return shell.api().upload(path, query, type,
                    BodyPublishers.ofInputStream(() -> Streams.counted(Streams.open(file), progress, of)));
        }
    }
}
