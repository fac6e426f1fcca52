package dev.tenantry.it.examples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakProcess;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.FreePort;
import dev.tenantry.support.process.OnExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process of an example application, on a port of its own, beside the shared Keycloak. It ends with the JVM at the
 * latest. Its log is in {@code target/examples}.
 */
final class RunningExample implements AutoCloseable {

    private static final Path CLIENT = Path.of("examples", "client.json");

    private final int port = FreePort.any();
    private final Path log;
    private final Process process;

    private RunningExample(Example example, Map<String, String> environment) {
        try {
            log = Files.createDirectories(Path.of("target", "examples")).resolve(example + "-" + port + ".log");
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m",
                    "-XX:TieredStopAtLevel=1", "-jar", example.jar().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            KeycloakProcess.cleanEnvironment(builder.environment());
            builder.environment().put(example.portVariable(), Integer.toString(port));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
        Eventually.holds(example + " listens", this::listens);
    }

    static RunningExample start(Example example) {
        return new RunningExample(example, Map.of("KEYCLOAK_URL", KeycloakUnderTest.shared().server().url()));
    }

    /** Starts an application that sends its requests to Keycloak to a local port, where Keycloak does not listen. */
    static RunningExample startWithoutKeycloak(Example example, int port) {
        return new RunningExample(example, Map.of("KEYCLOAK_URL", "http://localhost:" + port));
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The example has ended:\n" + log());
        }
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Provisions a tenant, and creates the application's client in its realm from the committed file. */
    TestTenant provision(String name, String username, String password) {
        TestTenant tenant = new TestTenants(KeycloakUnderTest.shared())
                .asRequested(TestTenants.request(name, username, password));
        tenant.post("/clients", client(name)).requiring(201);
        return tenant;
    }

    private JsonNode client(String tenant) {
        try {
            return Http.JSON.readTree(Files.readString(CLIENT)
                    .replace("${name}", tenant)
                    .replace("localhost:9090", "localhost:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new browser in which this user has just signed in at the tenant's page. */
    LoginBrowser signIn(TestTenant tenant, String username, String password) {
        LoginBrowser browser = new LoginBrowser(tenant.realm());
        browser.open(home(tenant));
        browser.submit(username, password);
        return browser;
    }

    String home(TestTenant tenant) {
        return address() + "/" + tenant.name() + "/";
    }

    /** A client for requests without a browser. */
    Http http() {
        return Http.at(address());
    }

    int port() {
        return port;
    }

    private String address() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
