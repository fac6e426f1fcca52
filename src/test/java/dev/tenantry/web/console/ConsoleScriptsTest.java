package dev.tenantry.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.process.NodeProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The logic of the console's scripts. Its tests are in {@code src/test/js/console}. */
@Tag("programs")
final class ConsoleScriptsTest {

    @Test
    void theTestsOfTheScriptsPass() {
        String report = NodeProject.beside("console", Path.of("src", "main", "resources", "console"))
                .test("console.test.js");

        assertThat(report).contains("fail 0").doesNotContain("pass 0");
    }
}
