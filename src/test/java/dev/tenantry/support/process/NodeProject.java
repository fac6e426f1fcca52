package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JavaScript program in {@code src/test/js}. The program is copied to {@code target}, and the npm packages of its
 * lock file are installed there.
 */
public final class NodeProject {

    private static final String WHAT_TO_INSTALL = "This test needs node and npm, Node.js 18 or newer"
            + " (on Debian: apt-get install nodejs npm)";

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /** The project of this name in {@code src/test/js}. */
    public static NodeProject install(String name) {
        NodeProject project = new NodeProject(copy(Path.of("src", "test", "js", name), Path.of("target", name)));
        // Install scripts of packages are foreign programs, and no package here needs one.
        project.run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return project;
    }

    /**
     * Copies the project of this name beside the modules of a folder, which the project tests. Installs no packages.
     */
    public static NodeProject beside(String name, Path modules) {
        Path target = Path.of("target", name);
        copy(modules, target);
        return new NodeProject(copy(Path.of("src", "test", "js", name), target));
    }

    /**
     * Runs a file of tests and returns node's report.
     *
     * @throws IllegalStateException if a test fails, with node's report
     */
    public String test(String file) {
        return run("", "node", "--test", file);
    }

    /** Runs a script with this input and returns its output. */
    public String run(String script, String input) {
        return run(input, "node", script);
    }

    private String run(String input, String... command) {
        try {
            return Program.of(folder, List.of(command)).withInput(input).output();
        } catch (Program.AbsentException absent) {
            throw new IllegalStateException(WHAT_TO_INSTALL, absent);
        }
    }

    private static Path copy(Path source, Path target) {
        try (Stream<Path> files = Files.list(source)) {
            Files.createDirectories(target);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
