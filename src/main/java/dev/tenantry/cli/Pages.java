package dev.tenantry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The options of a tenant's pages: at which host they are, and its branding. An empty value takes one away. */
final class Pages {

    static final String USAGE = "[--host HOST] [--accent-color COLOR] [--logo FILE]";

    /** By what a file's name ends with; that the file is one, and not too large, the server sees. */
    private static final Map<String, String> TYPES =
            Map.of("png", "png", "jpg", "jpeg", "jpeg", "jpeg", "webp", "webp");

    private Pages() {}

    /**
     * @param tenant as it is, of a new one nothing; asked for where one half of the branding is named, since the API
     *     wants both
     */
    static void put(Map<String, Object> body, Arguments arguments, Supplier<Json> tenant) {
        body.put("host", arguments.option("--host"));
        if (arguments.has("--accent-color") || arguments.has("--logo")) {
            Map<String, String> branding = new HashMap<>();
            tenant.get().get("branding").fields().forEach((name, value) -> branding.put(name, value.toString()));
            if (arguments.has("--accent-color")) {
                branding.put("accentColor", arguments.option("--accent-color"));
            }
            if (arguments.has("--logo")) {
                branding.put("logo", logo(arguments.option("--logo")));
            }
            branding.values().removeIf(String::isEmpty);
            body.put("branding", branding);
        }
    }

    private static String logo(String file) {
        if (file.isEmpty()) {
            return "";
        }
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null) {
            throw new UsageException("--logo must be a file named .png, .jpg, .jpeg or .webp");
        }
        try {
            byte[] image = Files.readAllBytes(Path.of(file));
            return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(image);
        } catch (IOException e) {
            throw new FailedException("There is no file " + file + " that can be read", e);
        }
    }
}
