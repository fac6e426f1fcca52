package dev.tenantry.it.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.sample.Sample;
import dev.tenantry.sample.Settings;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample application beside the shared Keycloak, on a port of its own. */
final class SampleUnderTest implements AutoCloseable {

    private static final String NAME = "sample";
    private static final Path CLIENT = Path.of("sample", "client.json");

    private final int port = FreePort.any();
    private final Sample sample;

    private SampleUnderTest(String backChannel) {
        sample = Sample.start(new Settings(port, URI.create(address()),
                URI.create(KeycloakUnderTest.shared().server().url()), URI.create(backChannel), NAME));
    }

    static SampleUnderTest start() {
        return new SampleUnderTest(KeycloakUnderTest.shared().server().url());
    }

    /** One whose own way to Keycloak is cut. */
    static SampleUnderTest startWithoutKeycloak() {
        return new SampleUnderTest("http://localhost:" + FreePort.any());
    }

    /** A tenant that has the application among its clients, as the committed file describes it. */
    TestTenant provision(String name, String username, String password) {
        TestTenant tenant = new TestTenants(KeycloakUnderTest.shared())
                .asRequested(TestTenants.request(name, username, password));
        tenant.post("/clients", client(name)).requiring(201);
        return tenant;
    }

    private JsonNode client(String tenant) {
        try {
            return new ObjectMapper().readTree(Files.readString(CLIENT)
                    .replace("${name}", tenant)
                    .replace("localhost:9090", "localhost:" + port)
                    .replace("sample:9090", "localhost:" + port));
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

    /** Requests of no browser. */
    Http http() {
        return Http.at(address());
    }

    private String address() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        sample.close();
    }
}
