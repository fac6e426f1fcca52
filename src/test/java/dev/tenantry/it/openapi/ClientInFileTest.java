package dev.tenantry.it.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tenantry.client.TenantsClient;
import dev.tenantry.it.fuzz.Endpoint;
import dev.tenantry.it.fuzz.Endpoints;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java client has all operations of the API in {@code openapi.yaml}, and all fields of requests and answers. */
final class ClientInFileTest {

    private static final ApiFile FILE = ApiFile.read();
    private static final String API = TenantsClient.class.getPackageName() + ".TenantsApi";

    /** The endpoints of a page and of the file itself, which the client does not call. */
    private static final Set<String> NOT_FOR_PROGRAMS = Set.of("/console", "/openapi.yaml");

    /** The file's names of schemas by the client's names of records, if the two names differ. */
    private static final Map<String, String> SCHEMAS = Map.ofEntries(
            Map.entry("NewTenant", "ProvisioningRequest"),
            Map.entry("Tenant.FirstUser", "FirstUser"),
            Map.entry("TenantMigrations.Step", "MigrationStep"),
            Map.entry("UserImport.Error", "UserImportError"),
            Map.entry("MigrationJob.Failure", "MigrationFailure"),
            Map.entry("Rehearsal.Script", "RehearsedScript"),
            Map.entry("Rehearsal.Lock", "TableLock"),
            Map.entry("Statistics.ProvisioningTime", "ProvisioningTime"),
            Map.entry("Statistics.Day", "Day"),
            Map.entry("TenantsApi.Name", "DroppingRequest"),
            Map.entry("TenantsApi.RealmName", "AdoptionRequest"),
            Map.entry("TenantsApi.Attaching", "AttachingRequest"));

    /** The client's records, without records that only the client uses. */
    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(TenantsClient.class).stream()
                .map(JavaClass::reflect)
                .filter(Class::isRecord)
                .filter(type -> !Set.of("TenantQuery", "Problem").contains(type.getSimpleName()));
    }

    @Test
    void theClientHasEveryOperationWithItsParameters() throws ClassNotFoundException {
        List<Endpoint> asked = Endpoints.below(Class.forName(API)).list();

        assertThat(asked).extracting(Endpoint::toString).containsExactlyInAnyOrderElementsOf(FILE.operations().stream()
                .filter(Operation::isOfAdmin)
                .map(operation -> operation.method() + " /tenants" + below(operation))
                .filter(operation -> NOT_FOR_PROGRAMS.stream().noneMatch(operation::endsWith))
                .toList());
        for (Endpoint endpoint : asked) {
            Operation operation = FILE.operation(endpoint.method(), endpoint.path());
            assertThat(operation.parameters("query")).as(endpoint.toString())
                    .isEqualTo(new TreeSet<>(endpoint.inQuery()));
            assertThat(operation.parameters("header")).isEqualTo(new TreeSet<>(endpoint.headers()));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void theClientsRecordsHaveTheFieldsOfTheSchemas(Class<?> type) {
        String name = (type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName() + ".")
                + type.getSimpleName();
        String schema = name.equals("TenantsApi.FixRequest") ? "FixRequest" : SCHEMAS.getOrDefault(name, name);
        JsonNode properties = FILE.schemas().path(schema).path("properties");

        assertThat(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyElementsOf(
                        StreamSupport.stream(((Iterable<String>) properties::fieldNames).spliterator(), false).toList());
    }

    private static String below(Operation operation) {
        return operation.path().substring(Operation.ADMIN.length());
    }
}
