package dev.tenantry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The host and the branding of a tenant's pages. An empty value removes a host, color or logo. */
final class BrandingOptions {

    /** The maximum size of a logo, as on the server. The server checks the size too. */
    private static final int MAX_BYTES = 32 * 1024;

    @Option(names = "--host", paramLabel = "HOST", description = "The host of the tenant's pages, such as acme.example.com.")
    private String host;

    @Option(names = "--accent-color", paramLabel = "COLOR", description = "The accent color, such as #0a5c36.")
    private String accentColor;

    @Option(names = "--logo", paramLabel = "FILE", description = "The logo: a PNG, JPEG or WebP file of at most 32 KiB.")
    private String logo;

    /**
     * Adds the given options to a request.
     *
     * @param tenant fetches the tenant's present values. Called only if a color or a logo is given, since the API
     *     replaces the whole branding
     */
    void put(Map<String, Object> body, Supplier<Json> tenant) {
        body.put("host", host);
        if (accentColor == null && logo == null) {
            return;
        }
        String image = logo == null ? null : image();
        Map<String, String> branding = new HashMap<>();
        tenant.get().get("branding").fields().forEach((name, value) -> branding.put(name, value.toString()));
        if (accentColor != null) {
            branding.put("accentColor", accentColor);
        }
        if (image != null) {
            branding.put("logo", image);
        }
        branding.values().removeIf(String::isEmpty);
        body.put("branding", branding);
    }

    private String image() {
        if (logo.isEmpty()) {
            return "";
        }
        byte[] image = read();
        Optional<String> type = type(new String(image, StandardCharsets.ISO_8859_1));
        if (type.isEmpty() || image.length > MAX_BYTES) {
            throw new FailedException(logo + " is not a PNG, JPEG or WebP image of at most 32 KiB");
        }
        return "data:image/" + type.get() + ";base64," + Base64.getEncoder().encodeToString(image);
    }

    private byte[] read() {
        try {
            return Files.readAllBytes(Path.of(logo));
        } catch (IOException e) {
            throw new FailedException("There is no file " + logo + " that can be read", e);
        }
    }

    /** Returns the type that the image's first bytes name; empty for any other file. */
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
