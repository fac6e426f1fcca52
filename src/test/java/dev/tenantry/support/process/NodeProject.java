package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A JavaScript program in {@code src/test/js}; the npm packages in its lock file go into a copy in {@code target}. */
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
        // Scripts of packages are somebody else's programs, and none of ours needs any.
        project.run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return project;
    }

    /** The same without any packages, beside the modules of a folder, which it tests. */
    public static NodeProject beside(String name, Path modules) {
        Path target = Path.of("target", name);
        copy(modules, target);
        return new NodeProject(copy(Path.of("src", "test", "js", name), target));
    }

    /**
     * Runs a file of tests.
     *
     * @throws IllegalStateException with node's report, where one fails
     */
    public String test(String file) {
        return run("", "node", "--test", file);
    }

    /** What a script writes when it is given this to read. */
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
