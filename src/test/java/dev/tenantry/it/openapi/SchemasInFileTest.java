package dev.tenantry.it.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tenantry.it.fuzz.Endpoint;
import dev.tenantry.it.fuzz.Endpoints;
import dev.tenantry.keycloak.access.AccessRequest;
import dev.tenantry.keycloak.lifecycle.TenantChange;
import dev.tenantry.keycloak.provisioning.ProvisioningRequest;
import dev.tenantry.keycloak.realm.BrandingRequest;
import dev.tenantry.web.rest.TenantsResource;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The schemas in {@code openapi.yaml} have the same fields and types as the records that the API reads and writes. */
final class SchemasInFileTest {

    private static final ApiFile FILE = ApiFile.read();
    private static final RecordSchemas SCHEMAS = new RecordSchemas(FILE);

    /** The records of the API's package, and the requests of other packages. */
    static Stream<Class<?>> records() {
        Stream<Class<?>> own = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(TenantsResource.class).stream()
                .map(JavaClass::reflect)
                .filter(Class::isRecord)
                .filter(type -> !type.getSimpleName().equals("MigrationRequest")); // read from query parameters
        return Stream.concat(own, Stream.of(
                ProvisioningRequest.class, TenantChange.class, BrandingRequest.class, AccessRequest.class));
    }

    static List<Endpoint> endpoints() {
        return Endpoints.below(TenantsResource.class).list();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aSchemaHasTheFieldsOfItsRecord(Class<?> type) {
        JsonNode schema = FILE.schemas().path(RecordSchemas.name(type));

        assertThat(names(schema.path("properties")))
                .containsExactlyElementsOf(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(SCHEMAS.problem(
                            schema.at("/properties/" + component.getName()), component.getGenericType()))
                    .as(component.getName())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void answersRequireTheirFieldsAndRequestsForbidOthers(Class<?> type) {
        JsonNode schema = FILE.schemas().path(RecordSchemas.name(type));
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertThat(names(schema.path("properties"))).containsAll(required);
        if (RecordSchemas.isRequest(type)) {
            assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
            return;
        }
        assertThat(schema.has("additionalProperties")).as("answers allow further fields").isFalse();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean mayBeMissing = !component.getType().isPrimitive()
                    && (type.isAnnotationPresent(JsonInclude.class)
                            || component.getAccessor().isAnnotationPresent(JsonInclude.class));
            assertThat(mayBeMissing || required.contains(component.getName())).as(component.getName()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anAnswerHasTheSchemaOfTheReturnedType(Endpoint endpoint) {
        Class<?> type = endpoint.declared().getReturnType();
        if (type == void.class || type == jakarta.ws.rs.core.Response.class) {
            return; // only a test with a server sees the body of a Response
        }
        Operation operation = FILE.operation(endpoint.method(), endpoint.path());

        assertThat(SCHEMAS.problem(operation.schema("200"), endpoint.declared().getGenericReturnType())).isEmpty();
    }

    @Test
    void keycloaksRepresentationsHaveTheFieldsOfTheirSchemas() {
        assertThat(properties(UserRepresentation.class)).containsAll(names(FILE.schemas().at("/User/properties")));
        assertThat(properties(CredentialRepresentation.class))
                .containsAll(names(FILE.schemas().at("/Credential/properties")));
    }

    private static List<String> properties(Class<?> bean) {
        var json = new ObjectMapper();
        return json.getSerializationConfig().introspect(json.constructType(bean)).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .toList();
    }

    private static List<String> names(JsonNode members) {
        return StreamSupport.stream(((Iterable<String>) members::fieldNames).spliterator(), false).toList();
    }
}
