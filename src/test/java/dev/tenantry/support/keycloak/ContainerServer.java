package dev.tenantry.support.keycloak;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import dev.tenantry.support.process.CommandLine;
import dev.tenantry.support.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.Network;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.MountableFile;

/**
 * A Keycloak in a container, which builds itself at each start. Keycloak listens on the same port number inside the
 * container as this machine does outside. So a URL with {@code localhost} is valid inside and outside.
 */
final class ContainerServer implements Server {

    static final String HOST_OF_TESTS = "host.docker.internal";

    private static final Duration READY_WITHIN = Duration.ofMinutes(10);

    private final Consumer<String> progress;
    private final ServerLog log;
    private final int httpPort = FreePort.any();
    private final KeycloakContainer container;

    ContainerServer(KeycloakSettings settings, Network network, Consumer<String> progress) {
        this.progress = progress;
        this.log = new ServerLog(settings.log());
        this.container = container(settings, network);
        log.clear();
    }

    private KeycloakContainer container(KeycloakSettings settings, Network network) {
        KeycloakContainer keycloak = new KeycloakContainer(System.getProperty("tenantry.keycloak.image"))
                .withProductionMode()
                .withNetwork(network)
                .withExtraHost(HOST_OF_TESTS, "host-gateway")
                .withProviderLibsFrom(settings.providers().stream().map(Path::toFile).toList())
                .withAdminUsername(KeycloakServer.ADMIN_USERNAME)
                .withAdminPassword(KeycloakServer.ADMIN_PASSWORD)
                .withEnabledMetrics()
                .withEnv("KC_DB_PASSWORD", settings.database().password())
                .withCopyFileToContainer(MountableFile.forHostPath(KeycloakSettings.DIRECTIVES),
                        KeycloakSettings.DIRECTIVES.toString())
                .withEnv("JAVA_OPTS_APPEND", KeycloakStart.HEAP + " " + settings.javaOptions())
                .withStartupTimeout(READY_WITHIN)
                // By default, the container asks the registry again if the image is a day old.
                .withImagePullPolicy(PullPolicy.defaultPolicy());
        CommandLine.of(options(settings)).forEach(keycloak::withCustomCommand);
        keycloak.setPortBindings(List.of(httpPort + ":" + httpPort));
        keycloak.setLogConsumers(List.of(frame -> log.append(frame.getUtf8String())));
        return keycloak;
    }

    private Map<String, String> options(KeycloakSettings settings) {
        Map<String, String> options = new TreeMap<>(KeycloakBuild.options(settings.buildOptions()));
        options.put("http-port", Integer.toString(httpPort));
        options.putAll(KeycloakStart.serverOptions(settings));
        return options;
    }

    @Override
    public void start() {
        long begin = System.nanoTime();
        progress.accept("starting Keycloak in a container, which builds it first …");
        try {
            container.start();
        } catch (ContainerLaunchException failure) {
            throw new IllegalStateException("Keycloak did not start in a container:\n" + log.tail(), failure);
        }
        progress.accept("ready after " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
    }

    @Override
    public void stop() {
        if (isAlive()) {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
        }
        container.stop(); // removes the container; without the stop before, Keycloak would be killed
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public String url() {
        return "http://" + container.getHost() + ":" + httpPort;
    }

    @Override
    public String managementUrl() {
        return container.getMgmtServerUrl();
    }

    @Override
    public String log() {
        return log.text();
    }
}
