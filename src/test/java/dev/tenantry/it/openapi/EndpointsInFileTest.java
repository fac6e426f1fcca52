package dev.tenantry.it.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.it.fuzz.Endpoint;
import dev.tenantry.it.fuzz.Endpoints;
import dev.tenantry.web.pages.TenantPages;
import dev.tenantry.web.rest.TenantsResource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openapi.yaml} has the same endpoints as the annotations of the classes. */
final class EndpointsInFileTest {

    private static final ApiFile FILE = ApiFile.read();
    private static final Map<String, Endpoint> ENDPOINTS = endpoints();

    static Iterable<Operation> operations() {
        return FILE.operations();
    }

    @Test
    void theFileHasExactlyTheEndpointsOfTheClasses() {
        assertThat(FILE.operations()).extracting(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(ENDPOINTS.keySet());
        assertThat(FILE.operations()).extracting(operation -> operation.node().get("operationId").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theFileHasTheParametersAndBodyTypesOfEachEndpoint(Operation operation) {
        Endpoint endpoint = ENDPOINTS.get(operation.toString());

        assertThat(operation.parameters("query")).isEqualTo(new TreeSet<>(endpoint.inQuery()));
        assertThat(operation.parameters("header")).isEqualTo(new TreeSet<>(endpoint.headers()));
        assertThat(operation.parameters("path").stream().map(name -> "{" + name + "}"))
                .containsExactlyInAnyOrderElementsOf(
                        operation.path().lines().flatMap(path -> Set.of(path.split("/")).stream())
                                .filter(segment -> segment.startsWith("{")).toList());
        Consumes consumes = endpoint.declared().getAnnotation(Consumes.class);
        assertThat(operation.bodyTypes())
                .isEqualTo(consumes == null ? Set.of() : new TreeSet<>(Set.of(consumes.value())));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theFileNamesARoleAndTheErrorStatusesOfEachEndpoint(Operation operation) {
        if (operation.isOfAdmin()) {
            assertThat(operation.role()).isIn("view-tenants", "manage-tenants", "grant-tenant-access");
            assertThat(operation.statuses()).contains("401", "403");
            if (operation.parameters("path").contains("name") || operation.parameters("path").contains("id")) {
                assertThat(operation.statuses()).contains("404");
            }
        } else {
            assertThat(operation.node().get("security")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theFileHasTheTypeOfEachAnswer(Operation operation) {
        Endpoint endpoint = ENDPOINTS.get(operation.toString());
        if (!operation.isOfAdmin()) {
            return; // the classes of pages do not declare the types of their answers
        }
        if (endpoint.declared().getReturnType() == void.class) {
            assertThat(operation.success()).isEqualTo("204");
            assertThat(operation.answerTypes("204")).isEmpty();
            return;
        }
        Produces own = endpoint.declared().getAnnotation(Produces.class);
        Produces produces = own != null ? own : endpoint.declared().getDeclaringClass().getAnnotation(Produces.class);
        assertThat(operation.answerTypes(operation.success())).containsExactly(produces.value());
    }

    @Test
    void theFileHasTheProjectsVersion() throws IOException {
        String version = FILE.root().at("/info/version").asText();

        assertThat(Files.readString(Path.of("pom.xml")))
                .containsPattern("<version>" + version.replace(".", "\\.") + "(-SNAPSHOT)?</version>\\s*<name>Tenantry");
    }

    private static Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new TreeMap<>();
        Endpoints.below(TenantsResource.class).list()
                .forEach(found -> endpoints.put(found.method() + " " + Operation.ADMIN + found.path(), found));
        Endpoints.below(TenantPages.class).list()
                .forEach(found -> endpoints.put(found.method() + " /realms/{realm}/tenants" + found.path(), found));
        return endpoints;
    }
}
