package dev.tenantry.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The Spring Boot example reads the tenant from the path or from the host. */
final class SpringBootExampleIT extends ExampleTests {

    SpringBootExampleIT() {
        super(Example.SPRING_BOOT);
    }

    @Test
    void theHostNamesTheTenant() {
        TestTenant acme = application().provision(TestTenants.newName(), "ada", ACME_PASSWORD);
        String host = acme.name() + ".localhost:" + application().port();

        assertThat(get(host, "/"))
                .startsWith("HTTP/1.1 302")
                .contains("Location: http://" + host + "/oauth2/authorization/" + acme.name());
        assertThat(get(host, "/oauth2/authorization/" + acme.name()))
                .contains("Location: " + acme.realm().authorizationEndpoint())
                .contains("redirect_uri=http://" + host + "/callback");
        for (String other : new String[] {"nobody.localhost", "master.localhost", acme.name(), "localhost.test",
            acme.name() + ".localhost.test", "a." + acme.name() + ".localhost"}) {
            assertThat(get(other, "/")).as(other).startsWith("HTTP/1.1 404");
        }
    }

    /** Returns the answer's head and body. Uses a socket, since Java's HTTP client can't set the header Host. */
    private String get(String host, String path) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application().port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
