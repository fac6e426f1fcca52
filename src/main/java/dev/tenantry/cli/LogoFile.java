package dev.tenantry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Reads a logo from a file. */
final class LogoFile {

    /** The maximum size of a logo. The server has the same maximum, and checks the size again. */
    private static final int MAX_BYTES = 32 * 1024;

    private LogoFile() {}

    /**
     * Returns the image as a {@code data:} URI.
     *
     * @throws FailedException if the file can't be read, or is not an image of an accepted type and size
     */
    static String dataUri(Path file) {
        byte[] image = read(file);
        Optional<String> type = type(new String(image, StandardCharsets.ISO_8859_1));
        if (type.isEmpty() || image.length > MAX_BYTES) {
            throw new FailedException(file + " is not a PNG, JPEG or WebP image of at most 32 KiB");
        }
        return "data:image/" + type.get() + ";base64," + Base64.getEncoder().encodeToString(image);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FailedException("There is no file " + file + " that can be read", e);
        }
    }

    /** Detects the image's type from the first bytes. Returns empty if the file is not an image of an accepted type. */
    private static Optional<String> type(String image) {
        if (image.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("png");
        }
        if (image.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("jpeg");
        }
        return image.startsWith("RIFF") && image.startsWith("WEBP", 8) ? Optional.of("webp") : Optional.empty();
    }
}
