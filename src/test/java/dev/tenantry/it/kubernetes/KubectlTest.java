package dev.tenantry.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Renders the examples with kubectl. Skipped if kubectl is not installed: the build cannot install kubectl, since the
 * version in Debian is too old for the patches.
 */
@Tag("programs")
final class KubectlTest {

    @ParameterizedTest
    @ValueSource(strings = {"operator", "kustomize/base", "kustomize/try"})
    void kubectlRendersTheFolder(String folder) throws IOException {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(rendered(folder))) {
            List<JsonNode> objects = documents.readAll();

            assertThat(objects).hasSizeGreaterThan(4).allSatisfy(object ->
                    assertThat(object.at("/metadata/name").asText()).isNotEmpty());
        }
    }

    private static String rendered(String folder) {
        try {
            return Program.of(Manifest.EXAMPLES, List.of("kubectl", "kustomize", folder)).output();
        } catch (Program.AbsentException absent) {
            return abort("kubectl is not installed");
        }
    }
}
