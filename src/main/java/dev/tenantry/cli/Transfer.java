package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Downloads and uploads files, and shows the progress. */
final class Transfer {

    /** Checks a received file. */
    @FunctionalInterface
    interface Check {
        /** @throws IOException if the file is incomplete; the message names the missing part */
        void requireWhole(Path received) throws IOException;
    }

    private Transfer() {}

    /** @param name the name of the file to write. The file must not exist yet */
    static int download(
            CommandContext context, String path, Map<String, ?> query, String type, String name, Check check) {
        Path file = Path.of(name).toAbsolutePath();
        if (Files.exists(file)) {
            throw new FailedException("There is a file " + file + " already");
        }
        try {
            // Downloads to a temporary file, which only its owner can read. The file gets its final name only if the
            // download is complete.
            Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
            try {
                long bytes = download(context, path, query, type, part);
                check.requireWhole(part);
                Files.move(part, file);
                return context.done(file + ": " + Progress.size(bytes));
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new FailedException("The file was not written: " + e, e);
        }
    }

    private static long download(CommandContext context, String path, Map<String, ?> query, String type, Path part)
            throws IOException {
        try (Progress progress = context.progress();
                InputStream in = progress.counted(context.api().download(path, query, type), "");
                OutputStream out = Files.newOutputStream(part)) {
            return in.transferTo(out);
        }
    }

    static Answer upload(CommandContext context, String path, Map<String, String> query, String type, String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw new FailedException("There is no file " + file + " that can be read");
        }
        String of = " of " + Progress.size(file.toFile().length());
        try (Progress progress = context.progress()) {
            return context.api().upload(path, query, type,
                    BodyPublishers.ofInputStream(() -> progress.counted(open(file), of)));
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
