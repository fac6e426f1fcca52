package dev.tenantry.it.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The objects that manifests define and refer to. Each object is a text such as
 * {@code secret keycloak-database username}: the kind, the name and, for a value, the key.
 */
final class References {

    private final Set<String> defined = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    References(List<Manifest> manifests) {
        manifests.forEach(this::define);
        manifests.forEach(manifest -> use(manifest.root()));
    }

    /** The objects that a manifest refers to and no manifest defines. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(defined);
        return missing;
    }

    Set<String> used() {
        return used;
    }

    private void define(Manifest manifest) {
        String name = manifest.name();
        switch (manifest.kind()) {
            case "Secret" -> defineKeys("secret " + name, manifest.root().get("stringData"));
            case "ConfigMap" -> defineKeys("configMap " + name, manifest.root().get("data"));
            case "Service" -> manifest.root().at("/spec/ports").forEach(port ->
                    defined.addAll(List.of("service " + name, "service " + name + " " + port.get("port"))));
            case "PersistentVolumeClaim" -> defined.add("claim " + name);
            // cert-manager and the operator create these.
            case "Certificate" -> defined.add("secret " + manifest.root().at("/spec/secretName").asText());
            case "Issuer" -> defined.add("issuer " + name);
            case "Keycloak" -> defined.add("service " + name + "-service 8080");
            default -> { }
        }
    }

    private void defineKeys(String object, JsonNode data) {
        defined.add(object);
        Manifest.fields(data).forEach(entry -> defined.add(object + " " + entry.getKey()));
    }

    private void use(JsonNode node) {
        Manifest.fields(node).forEach(entry -> use(entry.getKey(), entry.getValue()));
        if (node.isArray()) {
            node.forEach(this::use);
        }
    }

    private void use(String field, JsonNode value) {
        switch (field) {
            case "secretKeyRef", "usernameSecret", "passwordSecret", "tsigSecretSecretRef" -> useKey("secret", value);
            case "secret" -> {
                if (value.isTextual()) { // the secret of the first administrator
                    Stream.of("", " username", " password").forEach(key -> used.add("secret " + value.asText() + key));
                } else {
                    useKey("secret", value);
                }
            }
            case "configMapKeyRef" -> useKey("configMap", value);
            case "configMapRef", "configMap" -> used.add("configMap " + value.get("name").asText());
            case "persistentVolumeClaim" -> used.add("claim " + value.get("claimName").asText());
            case "issuerRef" -> used.add("issuer " + value.get("name").asText());
            case "serviceName" -> used.add("service " + value.asText());
            case "service" -> used.add("service " + value.get("name").asText() + " " + value.at("/port/number"));
            case "tls" -> value.forEach(tls -> used.add("secret " + tls.get("secretName").asText()));
            default -> use(value);
        }
    }

    private void useKey(String kind, JsonNode reference) {
        used.add(kind + " " + reference.get("name").asText() + " " + reference.get("key").asText());
    }
}
