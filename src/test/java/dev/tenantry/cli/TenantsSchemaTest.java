package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON schema for editors accepts the same files as the program. */
final class TenantsSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode FILE = file();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(FILE);

    @TempDir
    private Path folder;

    private static JsonNode file() {
        try (InputStream file = TenantsFile.class.getResourceAsStream("tenants.schema.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSchemaHasTheFieldsThatTheProgramReads() {
        Map<String, TenantFields.Type> fields = new LinkedHashMap<>();
        collect("", FILE.at("/$defs/tenant"), fields);

        assertThat(fields).isEqualTo(TenantFields.TYPES);
    }

    private static void collect(String prefix, JsonNode object, Map<String, TenantFields.Type> fields) {
        assertThat(object.get("additionalProperties").asBoolean(true)).isFalse();
        object.get("properties").properties().forEach(field -> {
            JsonNode schema = field.getValue();
            fields.put(prefix + field.getKey(), type(schema));
            if (schema.has("properties")) {
                collect(prefix + field.getKey() + ".", schema, fields);
            }
        });
    }

    private static TenantFields.Type type(JsonNode schema) {
        return switch (schema.path("type").asText("string")) {
            case "integer" -> TenantFields.Type.WHOLE_NUMBER;
            case "boolean" -> TenantFields.Type.YES_OR_NO;
            case "array" -> TenantFields.Type.TEXTS;
            case "object" -> schema.has("properties") ? TenantFields.Type.OBJECT : TenantFields.Type.LISTS;
            default -> TenantFields.Type.TEXT;
        };
    }

    static Stream<String> wrong() {
        return Stream.of(
                "{}", "tenants: {}", "tenants: [], more: 1", "tenants: [acme]", "tenants: [{displayName: Acme}]",
                "tenants: [{name: Acme}]", "tenants: [{name: a}]", "tenants: [{name: acme, hosts: x}]",
                "tenants: [{name: acme, branding.accentColor: '#0a5c36'}]",
                "tenants: [{name: acme, host: }]", "tenants: [{name: acme, displayName: ' '}]",
                "tenants: [{name: acme, state: active}]", "tenants: [{name: acme, retentionDays: -1}]",
                "tenants: [{name: acme, branding: {logo: 'data:image/png;base64,iVBORw0KGgo=', logoFile: b}}]",
                "tenants: [{name: acme, user: {email: ada@acme.test}}]",
                "tenants: [{name: acme, user: {username: ada, credentials: []}}]",
                "tenants: [{name: acme, user: {username: ada, groups: staff}}]");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void bothRefuseAWrongFile(String content) throws IOException {
        String flow = content.startsWith("{") ? content : "{" + content + "}";

        assertThat(isRead(flow)).isFalse();
        assertThat(isValid(flow)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{tenants: []}", "{tenants: [{name: acme}]}",
        "{tenants: [{name: acme, host: '', state: DROPPED, branding: {}, user: {username: ada, attributes: {a: [b]}}}]}"})
    void bothAcceptAFile(String content) throws IOException {
        assertThat(isRead(content)).isTrue();
        assertThat(isValid(content)).isTrue();
    }

    @Test
    void bothAcceptTheExample() throws IOException {
        Path example = Path.of("examples", "tenants-as-code", "tenants.yaml");

        assertThat(TenantsFile.read(example.toString())).hasSizeGreaterThan(2);
        assertThat(isValid(Files.readString(example))).isTrue();
    }

    private boolean isRead(String content) throws IOException {
        try {
            TenantsFile.read(Files.writeString(folder.resolve("tenants.yaml"), content).toString());
            return true;
        } catch (FailedException refused) {
            return false;
        }
    }

    private static boolean isValid(String yaml) {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JSON.valueToTree(content)).isEmpty();
    }
}
