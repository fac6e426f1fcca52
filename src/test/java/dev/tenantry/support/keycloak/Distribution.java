package dev.tenantry.support.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keycloak as Maven unpacked it, and this extension as Maven packaged it. Several JVMs may run tests with the
 * distribution at the same time: the first JVM builds Keycloak, and every server runs on a copy.
 */
public final class Distribution {

    /** The name of this JVM among the JVMs that run tests at the same time. */
    private static final String JVM = System.getProperty("tenantry.jvm", "jvm");

    private Distribution() {}

    /** The distribution that Maven unpacked. */
    public static Path home() {
        return path("tenantry.keycloak.home");
    }

    /** The provider JAR that Maven packaged. */
    public static Path jar() {
        return path("tenantry.jar");
    }

    /**
     * Creates a home for one server, with the extension installed and built.
     *
     * @param name a name that no other server of this JVM has; files of an earlier server of this name are removed
     */
    public static synchronized Path copy(String name) {
        Consumer<String> progress = line -> System.out.println(name + ": " + line);
        return alone("keycloak.lock", () -> {
            new KeycloakBuild(home(), List.of(jar()), Map.of(), home().resolve("build.log")).run(progress);
            return KeycloakCopy.of(home(), folder().resolve(name));
        });
    }

    /** Runs work while the other JVMs wait for the lock. */
    public static <T> T alone(String lock, Supplier<T> work) {
        try (FileChannel channel = FileChannel.open(home().resolveSibling(lock),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // until the channel is closed
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder to which only this JVM writes. */
    public static Path folder() {
        try {
            return Files.createDirectories(home().resolveSibling("servers").resolve(JVM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("System property " + property + " is not set: run these tests with"
                    + " `mvn verify`, which packages the extension and unpacks Keycloak first");
        }
        return Path.of(value);
    }
}
