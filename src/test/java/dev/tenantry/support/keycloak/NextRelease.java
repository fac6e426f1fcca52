package dev.tenantry.support.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The extension with one more script for tenants' schemas. The script is in a provider JAR of its own.
 *
 * @param version the version to which the script migrates a schema
 * @param script the file name of the script, as in Flyway's messages
 */
public record NextRelease(Path jar, int version, String script) {

    private static final String FOLDER = "db/tenant/";
    private static final Pattern SCRIPT = Pattern.compile(FOLDER + "V([0-9]+)__.*\\.sql");

    /** Writes the JAR to a folder to which no other JVM writes. */
    public static NextRelease of(Path extension, String sql) {
        try {
            int version = newest(extension) + 1;
            String script = "V" + version + "__next_release.sql";
            Path jar = Distribution.folder().resolve("next-release.jar");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
                // The folders need entries of their own, because a class loader is asked for the folders.
                zip.putNextEntry(new ZipEntry("db/"));
                zip.putNextEntry(new ZipEntry(FOLDER));
                zip.putNextEntry(new ZipEntry(FOLDER + script));
                zip.write(sql.getBytes(StandardCharsets.UTF_8));
            }
            return new NextRelease(jar, version, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int newest(Path extension) throws IOException {
        try (ZipFile zip = new ZipFile(extension.toFile())) {
            return zip.stream()
                    .map(entry -> SCRIPT.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElseThrow();
        }
    }
}
