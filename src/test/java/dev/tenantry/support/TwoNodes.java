package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Two Keycloak servers on one database of their own that are a cluster, found through it, on this machine only. */
public record TwoNodes(KeycloakServer first, KeycloakServer second) implements AutoCloseable {

    /** Starts both, on copies of the distribution that {@link KeycloakUnderTest} has built. */
    public static TwoNodes start() {
        KeycloakUnderTest.shared(); // builds
        TestDatabase database = Postgres.shared().createDatabase("cluster");
        TwoNodes nodes = new TwoNodes(node("node-1", database), node("node-2", database));
        try {
            nodes.first.start();
            nodes.second.start();
        } catch (RuntimeException failure) {
            nodes.close();
            throw failure;
        }
        return nodes;
    }

    private static KeycloakServer node(String name, TestDatabase database) {
        Path home = KeycloakUnderTest.home().resolveSibling(name);
        link(KeycloakUnderTest.home(), home);
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(KeycloakUnderTest.jar()), database)
                .withOption("cache", "ispn")
                .withOption("cache-stack", "jdbc-ping")
                .withOption("cache-embedded-network-bind-address", "127.0.0.1")
                .withOption("cache-embedded-network-bind-port", Integer.toString(FreePort.any()));
        return new KeycloakServer(settings, line -> System.out.println(name + ": " + line));
    }

    /** The same files under another name; of what a running server writes, nothing. */
    private static void link(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    if (folder.equals(from.resolve("data"))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path link = to.resolve(from.relativize(file));
                    if (!file.endsWith("server.log")) {
                        Files.deleteIfExists(link);
                        Files.createLink(link, file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
