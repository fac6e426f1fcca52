package dev.tenantry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a file of tenants in YAML 1.2. JSON is a subset of YAML 1.2, so the file can also be JSON. Rejected:
 * jackson-dataformat-yaml, since it reads a YAML alias as a text.
 */
final class TenantsFile {

    private static final String TENANTS = "tenants";

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private TenantsFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the tenants in the order of the file.
     *
     * @throws FailedException if the file can't be read, or has errors; each line of the message names the file, the
     *     tenant and the wrong field
     */
    static List<DeclaredTenant> read(String name) {
        TenantsFile reader = new TenantsFile(Path.of(name));
        List<DeclaredTenant> tenants = reader.tenants(new YamlFile(reader.file).read());
        if (!reader.problems.isEmpty()) {
            throw new FailedException(String.join("\n", reader.problems));
        }
        return tenants;
    }

    private List<DeclaredTenant> tenants(Object content) {
        if (!(content instanceof Map<?, ?> fields) || !(fields.get(TENANTS) instanceof List<?> items)) {
            throw new FailedException(file + ": " + TENANTS + ": must be a list of tenants");
        }
        fields.keySet().stream().filter(key -> !TENANTS.equals(key)).forEach(
                key -> problems.add(file + ": " + key + ": There is no such field. Possible: " + TENANTS));
        List<DeclaredTenant> tenants = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        Map<String, String> hosts = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Problems of = new Problems(i + 1, items.get(i));
            read(items.get(i), of).ifPresent(tenant -> {
                requireOnce("name", tenant.name(), names, of);
                requireOnce("host", tenant.fields().text("host"), hosts, of);
                tenants.add(tenant);
            });
        }
        return tenants;
    }

    private static void requireOnce(String field, String value, Map<String, String> seen, Problems of) {
        if (!value.isEmpty() && seen.put(value, field) != null) {
            of.add(field, "Another tenant in the file has the same " + field);
        }
    }

    private Optional<DeclaredTenant> read(Object item, Problems of) {
        if (!(item instanceof Map<?, ?> fields)) {
            of.add("", "must be an object");
            return Optional.empty();
        }
        int before = problems.size();
        Map<String, Object> read = object("", fields, of);
        DeclaredTenant.problems(new Json(read)).forEach(of::add);
        if (problems.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(DeclaredTenant.of(new Json(read), file.toAbsolutePath().getParent()));
        } catch (FailedException unreadable) {
            of.add("branding.logoFile", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(String prefix, Map<?, ?> fields, Problems of) {
        Map<String, Object> read = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            String path = prefix + key;
            boolean dotted = String.valueOf(key).indexOf('.') >= 0; // user.enabled must be a field inside of user
            TenantFields.Type type = dotted ? null : TenantFields.TYPES.get(path);
            if (path.equals("user.credentials")) {
                of.add(path, "A file of tenants must not contain secrets. Use user.passwordFile");
            } else if (type == null) {
                of.add(path, "There is no such field" + (dotted ? ": the names of fields contain no dots" : "")
                        + ". Possible: " + TenantFields.names(prefix));
            } else if (!type.accepts(value)) {
                of.add(path, "must be " + type);
            } else {
                read.put((String) key, value instanceof Map<?, ?> nested && type == TenantFields.Type.OBJECT
                        ? object(path + ".", nested, of)
                        : value);
            }
        });
        return read;
    }

    /** Collects the problems of one tenant. */
    private final class Problems {

        private final String tenant;

        /** @param number the position of the tenant in the file, from 1; replaces a missing name in messages */
        Problems(int number, Object item) {
            this.tenant = item instanceof Map<?, ?> fields && fields.get("name") instanceof String name
                    ? name
                    : "tenant " + number;
        }

        void add(String field, String message) {
            problems.add(file + ": " + tenant + ": " + (field.isEmpty() ? "" : field + ": ") + message);
        }
    }
}
