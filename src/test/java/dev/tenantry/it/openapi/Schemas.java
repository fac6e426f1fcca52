package dev.tenantry.it.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** Validates values by the schemas in {@code openapi.yaml}. OpenAPI 3.1 uses JSON Schema 2020-12. */
final class Schemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final ApiFile file;

    Schemas(ApiFile file) {
        this.file = file;
    }

    /** The errors in a value. A field that the schema does not name is an error too. */
    List<String> problems(JsonNode schema, JsonNode value) {
        if (schema.isMissingNode()) {
            return List.of("there is no schema");
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("components", file.root().get("components"));
        whole.putArray("allOf").add(schema);
        whole.put("unevaluatedProperties", false);
        return REGISTRY.getSchema(whole).validate(value).stream().map(Error::toString).toList();
    }
}
