package dev.tenantry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Reads a logo from a file. */
final class LogoFile {

    /** The maximum size of a logo, as on the server. The server checks the size too. */
    private static final int MAX_BYTES = 32 * 1024;

    private LogoFile() {}

    /**
     * Returns the image as a {@code data:} URI.
     *
     * @throws FailedException if the file can't be read, or is not an image of an accepted type and size
     */
    static String dataUri(Path file) {
        byte[] image = read(file);
        String type = image.length > MAX_BYTES ? null : typeOrNull(new String(image, StandardCharsets.ISO_8859_1));
        if (type == null) {
            throw new FailedException(file + " is not a PNG, JPEG or WebP image of at most 32 KiB");
        }
        return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(image);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FailedException("There is no file " + file + " that can be read", e);
        }
    }

    /** Returns the type that the image's first bytes name; null for any other file. */
    private static String typeOrNull(String image) {
        if (image.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "png";
        }
        if (image.startsWith("\u00ff\u00d8\u00ff")) {
            return "jpeg";
        }
        return image.startsWith("RIFF") && image.startsWith("WEBP", 8) ? "webp" : null;
    }
}
