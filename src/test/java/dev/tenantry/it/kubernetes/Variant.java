package dev.tenantry.it.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Manifests that are applied together, changed by the patches of their overlay. */
enum Variant {

    OPERATOR("operator"),
    BASE("kustomize/base"),
    TRY("kustomize/base", "kustomize/try");

    private final List<Path> folders;

    Variant(String... folders) {
        this.folders = List.of(folders).stream().map(Manifest.EXAMPLES::resolve).toList();
    }

    /** The patched manifests, without kustomize's own files. */
    List<Manifest> manifests() throws IOException {
        List<Manifest> all = new ArrayList<>();
        for (Path folder : folders) {
            for (Manifest manifest : Manifest.in(folder)) {
                if (manifest.kind().equals("Kustomization")) {
                    continue;
                }
                if (patches().contains(manifest.file())) {
                    patch(all, manifest);
                } else {
                    all.add(manifest);
                }
            }
        }
        return all;
    }

    List<Manifest> kustomizations() throws IOException {
        List<Manifest> all = new ArrayList<>();
        for (Path folder : folders) {
            Manifest.in(folder).stream().filter(manifest -> manifest.kind().equals("Kustomization")).forEach(all::add);
        }
        return all;
    }

    private Set<Path> patches() throws IOException {
        return kustomizations().stream()
                .flatMap(manifest -> Manifest.stream(manifest.root().path("patches"))
                        .map(patch -> manifest.file().resolveSibling(patch.get("path").asText())))
                .collect(Collectors.toSet());
    }

    private static void patch(List<Manifest> all, Manifest patch) {
        Manifest target = all.stream()
                .filter(one -> one.type().equals(patch.type()) && one.name().equals(patch.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No object for the patch " + patch));
        ObjectNode patched = target.root().deepCopy();
        merge(patched, patch.root());
        all.set(all.indexOf(target), new Manifest(target.file(), patched));
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode old = target.get(entry.getKey());
            if (old instanceof ObjectNode object && entry.getValue().isObject()) {
                merge(object, entry.getValue());
            } else {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
