package dev.tenantry.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples in docs/guides/test-kit.md are the source code of tests of this build. */
final class TestingPageTest {

    @Test
    void theDocumentationShowsTheSourceOfTheIsolationChecks() throws IOException {
        assertThat(page()).contains(javaBlock(example("IsolationIT")));
    }

    @Test
    void theDocumentationShowsTheSourceOfTheApplicationTest() throws IOException {
        assertThat(page()).contains(javaBlock(
                example("TenantsInContainersIT").replace("inContainers(Distribution.jar())", "inContainers()")));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/guides/test-kit.md"));
    }

    private static String javaBlock(String example) {
        return "```java\n" + example + "\n```\n";
    }

    private static String example(String test) throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/tenantry/it/testkit/" + test + ".java"));
        return source
                .replaceFirst("(?s)^.*// From here on in docs/guides/test-kit.md.\n", "")
                .replaceFirst("(?s)\\n *// To here.*$", "")
                .stripIndent();
    }
}
