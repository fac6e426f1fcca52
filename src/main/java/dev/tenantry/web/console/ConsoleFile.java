package dev.tenantry.web.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One of the console's files in the JAR. Each file is read from the JAR only once. */
record ConsoleFile(String text, String type, String digest) {

    private static final String FOLDER = "/console/";

    /**
     * The allowed names of files. A name contains no slash and exactly one dot, so that files outside the console's
     * folder can't be requested.
     */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,30}\\.(js|css|json)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8", "js", "text/javascript;charset=utf-8", "css", "text/css;charset=utf-8",
            "json", "application/json;charset=utf-8");

    private static final Map<String, ConsoleFile> READ = new ConcurrentHashMap<>();

    static final ConsoleFile PAGE = read("console.html").orElseThrow();

    /** Finds a script, a style sheet, or a JSON file that a script reads. */
    static Optional<ConsoleFile> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(READ.computeIfAbsent(name, wanted -> read(wanted).orElse(null)));
    }

    private static Optional<ConsoleFile> read(String name) {
        try (InputStream bytes = ConsoleFile.class.getResourceAsStream(FOLDER + name)) {
            if (bytes == null) {
                return Optional.empty();
            }
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new ConsoleFile(text, TYPES.get(name.substring(name.indexOf('.') + 1)), digest(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException neverOnJava) {
            throw new IllegalStateException(neverOnJava);
        }
    }
}
