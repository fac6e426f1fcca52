package dev.tenantry.support.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/** One of Keycloak's libraries in a copy of the distribution, which a test changes. */
public record KeycloakLibrary(Path jar) {

    /** @param name such as {@code keycloak-common} */
    public static KeycloakLibrary of(Path home, String name) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                home.resolve("lib/lib/main"), "org.keycloak." + name + "-[0-9]*.jar")) {
            return new KeycloakLibrary(found.iterator().next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one file of the library. The files of a copied distribution are links, so the library is copied first. */
    public void change(String file, UnaryOperator<byte[]> change) {
        try {
            Path own = Files.copy(jar, jar.resolveSibling("own.jar"));
            try (FileSystem content = FileSystems.newFileSystem(own)) {
                Path path = content.getPath(file);
                Files.write(path, change.apply(Files.readAllBytes(path)));
            }
            Files.move(own, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
