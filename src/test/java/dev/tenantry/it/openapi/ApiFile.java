package dev.tenantry.it.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.web.rest.TenantsResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The file {@code openapi.yaml} from the JAR. */
public final class ApiFile {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode root;

    private ApiFile(JsonNode root) {
        this.root = root;
    }

    public static ApiFile read() {
        try (InputStream file = TenantsResource.class.getResourceAsStream("openapi.yaml")) {
            return new ApiFile(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** The operations in the order of the file. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths").properties().forEach(path -> path.getValue().properties().forEach(member -> {
            if (METHODS.contains(member.getKey())) {
                operations.add(new Operation(
                        this, member.getKey().toUpperCase(Locale.ROOT), path.getKey(), path.getValue(), member.getValue()));
            }
        }));
        return operations;
    }

    /** The operation with this method and with this path, written as in the file, below the admin API's path. */
    Operation operation(String method, String pathBelowTenants) {
        return operations().stream()
                .filter(one -> one.method().equals(method) && one.path().equals(Operation.ADMIN + pathBelowTenants))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not in the file: " + method + pathBelowTenants));
    }

    JsonNode schemas() {
        return root.at("/components/schemas");
    }

    /** The node that a reference leads to, or the node itself if it is no reference. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.get("$ref").asText().substring(1))) : node;
    }
}
