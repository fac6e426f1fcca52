package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation shows the code that TenantsClientIT runs. */
final class ClientExampleTest {

    @Test
    void theDocumentationShowsTheExampleThatIsRun() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/tenantry/it/clients/ClientExample.java"));
        String example = source
                .replaceFirst("(?s)^.*// From here on in docs/reference/client.md.\n", "")
                .replaceFirst("(?s)\\n *// To here.*$", "")
                .stripIndent();

        assertThat(example).contains("TenantsClient");
        assertThat(Files.readString(Path.of("docs/reference/client.md"))).contains("```java\n" + example + "\n```\n");
    }
}
