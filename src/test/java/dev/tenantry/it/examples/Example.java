package dev.tenantry.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** An example application in the folder {@code examples}. Each application is a Maven project of its own. */
enum Example {

    SPRING_BOOT("spring-boot", "app.jar", "SERVER_PORT"),
    QUARKUS("quarkus", "quarkus-app/quarkus-run.jar", "QUARKUS_HTTP_PORT");

    private final Path folder;
    private final String jar;
    private final String portVariable;

    Example(String folder, String jar, String portVariable) {
        this.folder = Path.of("examples", folder);
        this.jar = jar;
        this.portVariable = portVariable;
    }

    /** The name of the environment variable that sets the application's port. */
    String portVariable() {
        return portVariable;
    }

    /** Returns the runnable JAR. Fails if the JAR is missing, or older than a file that it was built from. */
    Path jar() {
        Path built = folder.resolve("target").resolve(jar);
        String command = "run: mvn -f " + folder.resolve("pom.xml") + " package";
        assertThat(built).as(command).exists();
        try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
            FileTime time = Files.getLastModifiedTime(built);
            assertThat(Stream.concat(sources, Stream.of(folder.resolve("pom.xml"))).filter(Files::isRegularFile))
                    .as(command)
                    .allSatisfy(source -> assertThat(Files.getLastModifiedTime(source)).isLessThanOrEqualTo(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built;
    }
}
