package dev.tenantry.support.keycloak;

import dev.tenantry.support.process.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Prepares a distribution to start with {@code --optimized}: installs the provider JARs and runs {@code kc.sh build}.
 * Does nothing if the JARs and the options have not changed since the last build.
 */
final class KeycloakBuild {

    private static final Map<String, String> USUAL_OPTIONS = Map.of(
            "db", "postgres",
            "features", "oid4vc-vci", // experimental; verifiable credentials need it
            "health-enabled", "true",
            "metrics-enabled", "true");

    private final Path home;
    private final List<Path> providers;
    private final Map<String, String> options;
    private final Path log;
    private final Path lastBuild;

    /** @param options build options in addition to the usual ones; an option can replace a usual one */
    KeycloakBuild(Path home, List<Path> providers, Map<String, String> options, Path log) {
        this.home = home;
        this.providers = providers;
        this.options = options(options);
        this.log = log;
        this.lastBuild = home.resolve("last-build.txt");
    }

    /** Returns the usual build options and these options. An option can replace a usual one. */
    static Map<String, String> options(Map<String, String> own) {
        Map<String, String> options = new TreeMap<>(USUAL_OPTIONS);
        options.putAll(own);
        return options;
    }

    void run(Consumer<String> progress) {
        try {
            String wanted = fingerprint();
            if (Files.exists(lastBuild) && Files.readString(lastBuild).equals(wanted)) {
                progress.accept("Keycloak is built already");
                return;
            }
            Files.deleteIfExists(lastBuild);
            installProviders();
            unshare(home.resolve("lib").resolve("quarkus"));
            progress.accept("building Keycloak (about 15 s) …");
            build();
            Files.writeString(lastBuild, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build() {
        Map<String, String> environment = Map.of("JAVA_OPTS_APPEND", KeycloakSettings.QUICK_COMPILER);
        int exitCode = KeycloakProcess.launch(home, CommandLine.of("build", options), environment, log).await();
        if (exitCode != 0) {
            throw new IllegalStateException("kc.sh build ended with " + exitCode + ":\n"
                    + new ServerLog(log).tail());
        }
    }

    /**
     * Replaces each file by a copy. The build overwrites the files, and another distribution may share them by hard
     * links.
     */
    private static void unshare(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Path own = file.resolveSibling(file.getFileName() + ".own");
                Files.copy(file, own, StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(own, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void installProviders() throws IOException {
        Path folder = Files.createDirectories(home.resolve("providers"));
        try (DirectoryStream<Path> installed = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : installed) {
                Files.delete(jar);
            }
        }
        for (Path jar : providers) {
            Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private String fingerprint() throws IOException {
        StringBuilder fingerprint = new StringBuilder(String.join(" ", CommandLine.of("build", options)));
        for (Path jar : providers) {
            fingerprint.append('\n').append(jar.getFileName()).append('\n').append(content(jar));
        }
        return fingerprint.toString();
    }

    private static String content(Path jar) throws IOException {
        // Entry by entry: a JAR packaged again from the same classes differs in its time stamps only.
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.UTF_8)) {
            return zip.stream()
                    .map(KeycloakBuild::describe)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String describe(ZipEntry entry) {
        return entry.getName() + " " + entry.getSize() + " " + Long.toHexString(entry.getCrc());
    }
}
