package dev.tenantry.it.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * Runs pods of the manifests as containers of a Docker engine. A container has the environment, the command, the user,
 * the volumes, the memory limit and the security context of the pod, and the name of the pod's Service. Its probe is
 * the readiness probe. For one thread.
 */
final class Pods implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    /** In place of the pod's address, which is unknown before the start: JGroups then chooses a private address. */
    private static final String POD_IP = "SITE_LOCAL";

    private final List<Manifest> manifests;
    private final Path folder;
    private final Network network = Network.newNetwork();
    private final List<GenericContainer<?>> started = new ArrayList<>();

    /** @param folder an empty folder, for the files of ConfigMaps */
    Pods(List<Manifest> manifests, Path folder) {
        this.manifests = manifests;
        this.folder = folder;
    }

    /** Starts the only container of a Deployment's or StatefulSet's pod, and waits until it is ready. */
    GenericContainer<?> start(String workload, String image) throws IOException {
        Manifest manifest = manifests.stream()
                .filter(one -> one.name().equals(workload) && !one.podTemplates().isEmpty())
                .findFirst()
                .orElseThrow();
        JsonNode pod = manifest.podTemplates().get(0).get("spec");
        JsonNode spec = manifest.containers().get(0);
        GenericContainer<?> container = new GenericContainer<>(image)
                .withNetwork(network)
                .withNetworkAliases(workload)
                .withEnv(environment(spec))
                .withCreateContainerCmdModifier(command -> secure(command, pod, spec))
                .withStartupTimeout(READY_WITHIN)
                .waitingFor(readiness(spec).withStartupTimeout(READY_WITHIN));
        if (spec.has("args")) {
            container.withCommand(texts(spec.get("args")).toArray(String[]::new));
        }
        spec.get("ports").forEach(port -> container.addExposedPort(port.get("containerPort").asInt()));
        mount(container, pod, spec);
        started.add(container);
        container.start();
        return container;
    }

    String secret(String name, String key) {
        return object("Secret", name).at("/stringData/" + key).asText();
    }

    private JsonNode object(String kind, String name) {
        return manifests.stream()
                .filter(one -> one.kind().equals(kind) && one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .root();
    }

    private Map<String, String> environment(JsonNode spec) {
        Map<String, String> environment = new LinkedHashMap<>();
        spec.path("envFrom").forEach(from -> Manifest.fields(
                        object("ConfigMap", from.at("/configMapRef/name").asText()).get("data"))
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText())));
        spec.path("env").forEach(variable -> environment.put(variable.get("name").asText(), value(variable)));
        return environment;
    }

    private String value(JsonNode variable) {
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        if (secret.isObject()) {
            return secret(secret.get("name").asText(), secret.get("key").asText());
        }
        String text = variable.has("value") ? variable.get("value").asText() : "$(POD_IP)";
        return text.replace("$(POD_IP)", POD_IP);
    }

    private static void secure(CreateContainerCmd command, JsonNode pod, JsonNode spec) {
        JsonNode context = spec.get("securityContext");
        HostConfig host = command.getHostConfig()
                .withReadonlyRootfs(context.get("readOnlyRootFilesystem").asBoolean())
                .withCapDrop(texts(context.at("/capabilities/drop")).stream()
                        .map(Capability::valueOf)
                        .toArray(Capability[]::new))
                .withGroupAdd(List.of(pod.at("/securityContext/fsGroup").asText()))
                .withMemory(bytes(spec.at("/resources/limits/memory").asText()));
        if (!context.get("allowPrivilegeEscalation").asBoolean(true)) {
            host.withSecurityOpts(List.of("no-new-privileges"));
        }
        command.withHostConfig(host).withUser(pod.at("/securityContext/runAsUser").asText());
    }

    private static long bytes(String memory) {
        long number = Long.parseLong(memory.substring(0, memory.length() - 2));
        return memory.endsWith("Gi") ? number << 30 : number << 20;
    }

    private static WaitStrategy readiness(JsonNode spec) {
        JsonNode probe = spec.get("readinessProbe");
        if (probe.has("exec")) {
            return Wait.forSuccessfulCommand(String.join(" ", texts(probe.at("/exec/command"))));
        }
        String port = probe.at("/httpGet/port").asText();
        int number = Manifest.stream(spec.get("ports"))
                .filter(one -> one.get("name").asText().equals(port))
                .findFirst()
                .orElseThrow()
                .get("containerPort")
                .asInt();
        return Wait.forHttp(probe.at("/httpGet/path").asText()).forPort(number);
    }

    /** Mounts each ConfigMap as a folder of files, and each other volume as an empty folder that the user can write to. */
    private void mount(GenericContainer<?> container, JsonNode pod, JsonNode spec) throws IOException {
        Map<String, String> empty = new LinkedHashMap<>();
        for (JsonNode mount : spec.get("volumeMounts")) {
            String path = mount.get("mountPath").asText();
            Optional<JsonNode> configMap = Manifest.stream(pod.get("volumes"))
                    .filter(volume -> volume.get("name").equals(mount.get("name")) && volume.has("configMap"))
                    .findFirst();
            if (configMap.isPresent()) {
                Path files = files(configMap.get().at("/configMap/name").asText());
                // withFileSystemBind would pull an image of its own, to see whether the engine has the folder.
                Bind bind = new Bind(files.toString(), new Volume(path), AccessMode.ro);
                container.withCreateContainerCmdModifier(command -> command.getHostConfig().withBinds(bind));
            } else {
                // In Kubernetes, the group can write to the volume. Docker keeps the image's mode of the folder.
                empty.put(path, "rw,exec,uid=" + pod.at("/securityContext/runAsUser").asText());
            }
        }
        container.withTmpFs(empty);
    }

    private Path files(String configMap) throws IOException {
        Path files = Files.createDirectory(folder.resolve(configMap));
        for (Map.Entry<String, JsonNode> entry : object("ConfigMap", configMap).get("data").properties()) {
            Files.writeString(files.resolve(entry.getKey()), entry.getValue().asText());
        }
        return files;
    }

    private static List<String> texts(JsonNode array) {
        return Manifest.stream(array).map(JsonNode::asText).toList();
    }

    @Override
    public void close() {
        started.forEach(GenericContainer::stop);
        network.close();
    }
}
