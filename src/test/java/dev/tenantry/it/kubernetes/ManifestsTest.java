package dev.tenantry.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ManifestsTest {

    private static final KnownOptions OPTIONS = new KnownOptions();
    private static final ManifestSchemas SCHEMAS = new ManifestSchemas();
    /** Labels of the operator's pods (KeycloakDeploymentDependentResource, 26.7). */
    private static final Map<String, String> SERVER = Map.of("app", "keycloak",
            "app.kubernetes.io/managed-by", "keycloak-operator",
            "app.kubernetes.io/instance", "keycloak",
            "app.kubernetes.io/component", "server");

    @ParameterizedTest
    @EnumSource
    void everyManifestHasTheFieldsOfItsSchema(Variant variant) throws IOException {
        assertThat(variant.manifests()).hasSizeGreaterThan(4)
                .filteredOn(manifest -> !ManifestSchemas.WITHOUT.contains(manifest.type()))
                .allSatisfy(manifest -> assertThat(SCHEMAS.problems(manifest)).as(manifest.toString()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyFileThatAKustomizationNamesExists(Variant variant) throws IOException {
        assertThat(variant.kustomizations()).isNotEmpty().allSatisfy(manifest ->
                assertThat(Stream.concat(
                        Manifest.stream(manifest.root().path("resources")).map(JsonNode::asText),
                        Manifest.stream(manifest.root().path("patches")).map(patch -> patch.get("path").asText())))
                        .allSatisfy(file -> assertThat(manifest.file().resolveSibling(file)).exists()));
    }

    @ParameterizedTest
    @EnumSource
    void everyOptionIsKnownToKeycloakOrTenantry(Variant variant) throws IOException {
        List<String> variables = variant.manifests().stream().flatMap(ManifestsTest::variables)
                .filter(name -> name.startsWith("KC_")).toList();
        List<String> options = variant.manifests().stream()
                .flatMap(manifest -> Manifest.stream(manifest.root().at("/spec/additionalOptions")))
                .map(option -> option.get("name").asText()).toList();

        assertThat(Stream.concat(variables.stream(), options.stream())).hasSizeGreaterThan(8);
        assertThat(variables).allMatch(OPTIONS::hasVariable, "an option of the server");
        assertThat(options).allMatch(OPTIONS::has, "an option of the server");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "TRY"})
    void everyReferencedSecretConfigMapServiceAndKeyExists(Variant variant) throws IOException {
        References references = new References(variant.manifests());

        assertThat(references.used()).hasSizeGreaterThan(8);
        assertThat(references.missing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everySelectorSelectsAPod(Variant variant) throws IOException {
        List<Manifest> manifests = variant.manifests();
        List<Map<String, String>> pods = Stream.concat(
                manifests.stream().flatMap(manifest -> manifest.podTemplates().stream())
                        .map(template -> labels(template.at("/metadata/labels"))),
                manifests.stream().filter(manifest -> manifest.kind().equals("Keycloak")).map(keycloak -> SERVER))
                .toList();

        assertThat(manifests.stream().flatMap(manifest -> selectors(manifest.root())))
                .hasSizeGreaterThan(2)
                .allSatisfy(selector -> assertThat(pods)
                        .anySatisfy(pod -> assertThat(pod).containsAllEntriesOf(selector)));
    }

    @ParameterizedTest
    @EnumSource
    void noPodNeedsRootOrAWritableImage(Variant variant) throws IOException {
        for (Manifest manifest : variant.manifests()) {
            assertThat(manifest.podTemplates()).as(manifest.toString()).allSatisfy(template -> {
                assertThat(template.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
                assertThat(template.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
            });
            assertThat(manifest.containers()).as(manifest.toString()).allSatisfy(container -> {
                assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPasswordIsAPlaceholder(Variant variant) throws IOException {
        List<String> values = variant.manifests().stream()
                .filter(manifest -> manifest.kind().equals("Secret"))
                .flatMap(manifest -> Manifest.fields(manifest.root().get("stringData")))
                .filter(entry -> Set.of("password", "client-secret", "key").contains(entry.getKey()))
                .map(entry -> entry.getValue().asText())
                .toList();

        assertThat(values).allMatch(value -> value.startsWith("change-me-"), "a placeholder").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void theReadmeNamesEachFile(Variant variant) throws IOException {
        String readme = Files.readString(Manifest.EXAMPLES.resolve("README.md"));

        assertThat(variant.manifests().stream().map(Manifest::file).map(Path::getFileName).map(Path::toString))
                .allMatch(readme::contains, "in the README");
    }

    @ParameterizedTest
    @EnumSource
    void allManifestsHaveTheSameImageOfKeycloak(Variant variant) throws IOException {
        assertThat(variant.manifests().stream()
                .flatMap(manifest -> Stream.concat(Stream.of(manifest.root().at("/spec/image")),
                        manifest.containers().stream().map(container -> container.path("image"))))
                .map(JsonNode::asText)
                .filter(image -> image.contains("keycloak-tenantry:"))
                .distinct()).hasSize(1);
    }

    @Test
    void noPublicIngressLeadsToRealmMaster() throws IOException {
        List<JsonNode> rules = Variant.OPERATOR.manifests().stream()
                .filter(manifest -> manifest.kind().equals("Ingress"))
                .filter(manifest -> manifest.root().at("/spec/ingressClassName").asText().equals("public"))
                .flatMap(manifest -> Manifest.stream(manifest.root().at("/spec/rules")))
                .toList();

        assertThat(rules).hasSize(2).allSatisfy(rule -> assertThat(Manifest.stream(rule.at("/http/paths"))
                .collect(Collectors.toMap(path -> path.path("path").asText(),
                        path -> path.at("/backend/service/name").asText())))
                .containsOnlyKeys("/realms/", "/realms/master", "/resources/")
                .containsEntry("/realms/master", "nowhere"));
    }

    private static Stream<String> variables(Manifest manifest) {
        Stream<String> env = manifest.containers().stream()
                .flatMap(container -> Manifest.stream(container.path("env")))
                .map(variable -> variable.get("name").asText());
        return manifest.kind().equals("ConfigMap")
                ? Stream.concat(env, Manifest.fields(manifest.root().get("data")).map(Map.Entry::getKey)) : env;
    }

    private static Stream<Map<String, String>> selectors(JsonNode node) {
        if (node.isArray()) {
            return Manifest.stream(node).flatMap(ManifestsTest::selectors);
        }
        return Manifest.fields(node).flatMap(entry -> switch (entry.getKey()) {
            case "namespaceSelector" -> Stream.empty();
            case "matchLabels" -> Stream.of(labels(entry.getValue()));
            case "selector" -> entry.getValue().has("matchLabels")
                    ? selectors(entry.getValue()) : Stream.of(labels(entry.getValue()));
            default -> selectors(entry.getValue());
        });
    }

    private static Map<String, String> labels(JsonNode node) {
        return Manifest.fields(node).collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }
}
