package dev.tenantry.keycloak.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.tenant.NewTenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The realm exports from which tenants' realms are made. Each template's file is read once, at the start of the server.
 * In a template's texts, <code>${name}</code> and <code>${displayName}</code> stand for the tenant's name and display
 * name. Thread-safe.
 */
public final class RealmTemplates {

    public static final String DEFAULT = "default";

    private static final String IN_JAR = "/realm-export/";

    private final Map<String, JsonNode> templates;

    private RealmTemplates(Map<String, JsonNode> templates) {
        this.templates = templates;
    }

    /**
     * Reads the templates.
     *
     * @param folder the folder that is searched first. Templates that are not in this folder are read from the JAR. The
     *     folder need not exist.
     * @throws IllegalStateException if a template is missing or can't be used; the message names the template
     */
    public static RealmTemplates read(List<String> names, Path folder) {
        Map<String, JsonNode> templates = new LinkedHashMap<>();
        names.forEach(name -> templates.put(name, read(name, folder)));
        return new RealmTemplates(templates);
    }

    private static JsonNode read(String name, Path folder) {
        try (InputStream json = open(name + ".json", folder)) {
            if (json == null) {
                throw new IllegalStateException("Realm template " + name + " is neither in the folder nor in the JAR");
            }
            JsonNode template = JsonSerialization.mapper.readTree(json);
            JsonSerialization.mapper.treeToValue(template, RealmRepresentation.class);
            return template;
        } catch (IOException malformed) {
            throw new IllegalStateException("Realm template " + name + " is not a realm export", malformed);
        }
    }

    private static InputStream open(String file, Path folder) throws IOException {
        Path own = folder.resolve(file);
        return Files.exists(own) ? Files.newInputStream(own) : RealmTemplates.class.getResourceAsStream(IN_JAR + file);
    }

    public boolean contains(String name) {
        return templates.containsKey(name);
    }

    /** Returns the templates' names in the order of the option {@code templates}. */
    public Set<String> names() {
        return templates.keySet();
    }

    /** Returns the realm to import for a tenant; empty if there is no template with this name. */
    public Optional<RealmRepresentation> realm(String template, NewTenant tenant) {
        return Optional.ofNullable(templates.get(template)).map(json -> {
            RealmRepresentation realm = JsonSerialization.mapper.convertValue(
                    filledIn(json, tenant), RealmRepresentation.class);
            realm.setId(tenant.realmId());
            realm.setRealm(tenant.name().value());
            realm.setDisplayName(tenant.displayName());
            return realm;
        });
    }

    /**
     * Replaces the placeholders within each JSON text separately, so that a value can't change the structure of the
     * JSON.
     */
    private static JsonNode filledIn(JsonNode node, NewTenant tenant) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(node.textValue()
                    .replace("${name}", tenant.name().value())
                    .replace("${displayName}", tenant.displayName()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> filled.set(entry.getKey(), filledIn(entry.getValue(), tenant)));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> filled.add(filledIn(element, tenant)));
            return filled;
        }
        return node;
    }
}
