package dev.tenantry.it.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tenantry.support.http.Http;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schemas of Kubernetes and of Keycloak's operator, whose origin is in {@code ORIGIN.md} beside them. */
final class ManifestSchemas {

    /** Kinds without a schema here: kustomize's own, and cert-manager's. */
    static final Set<String> WITHOUT = Set.of("kustomize.config.k8s.io/v1beta1/Kustomization",
            "cert-manager.io/v1/Issuer", "cert-manager.io/v1/Certificate");

    private static final Map<String, String> DEFINITIONS = Map.ofEntries(
            Map.entry("v1/Namespace", "core.v1.Namespace"),
            Map.entry("v1/Secret", "core.v1.Secret"),
            Map.entry("v1/ConfigMap", "core.v1.ConfigMap"),
            Map.entry("v1/Service", "core.v1.Service"),
            Map.entry("v1/PersistentVolumeClaim", "core.v1.PersistentVolumeClaim"),
            Map.entry("apps/v1/Deployment", "apps.v1.Deployment"),
            Map.entry("apps/v1/StatefulSet", "apps.v1.StatefulSet"),
            Map.entry("batch/v1/Job", "batch.v1.Job"),
            Map.entry("batch/v1/CronJob", "batch.v1.CronJob"),
            Map.entry("networking.k8s.io/v1/Ingress", "networking.v1.Ingress"),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", "networking.v1.NetworkPolicy"),
            Map.entry("policy/v1/PodDisruptionBudget", "policy.v1.PodDisruptionBudget"));

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode kubernetes = read("kubernetes.json");
    private final JsonNode keycloak = read("keycloak.json");

    /** The errors of a manifest by its schema; empty if the manifest is valid. */
    List<String> problems(Manifest manifest) {
        return registry.getSchema(schema(manifest)).validate(manifest.root()).stream().map(Error::toString).toList();
    }

    private JsonNode schema(Manifest manifest) {
        if (manifest.type().equals("k8s.keycloak.org/v2beta1/Keycloak")) {
            return keycloak;
        }
        String definition = DEFINITIONS.get(manifest.type());
        if (definition == null) {
            throw new IllegalArgumentException("There is no schema for " + manifest + ", " + manifest.type());
        }
        ObjectNode whole = kubernetes.deepCopy();
        return whole.put("$ref", "#/$defs/io.k8s.api." + definition);
    }

    private static JsonNode read(String name) {
        try (InputStream file = ManifestSchemas.class.getResourceAsStream(name)) {
            return Http.JSON.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + name, e);
        }
    }
}
