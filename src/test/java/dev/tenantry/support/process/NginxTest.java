package dev.tenantry.support.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests that the reverse proxy of the documentation passes on. The test sends requests that no browser would
 * send, and a stub replaces Keycloak.
 */
@Tag("programs")
final class NginxTest {

    private static HttpServer behind;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext("/", exchange -> {
            byte[] answer = ("passed on as " + exchange.getRequestURI() + " for "
                    + exchange.getRequestHeaders().getFirst("X-Forwarded-Host")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        behind.start();
        nginx = Nginx.before("http://127.0.0.1:" + behind.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        nginx.close();
        behind.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/acme/account/", "/realms/acme", "/resources/abc/login/tenantry/css/tenantry.css",
        "/realms/acme/.well-known/openid-configuration",
        "/realms/acme/protocol/openid-connect/auth?redirect_uri=https%3A%2F%2Fshop.test%2F..%2F"})
    void theTenantsOwnPagesArePassedOn(String path) {
        assertThat(get("acme.localhost", path)).startsWith("HTTP/1.1 200")
                .endsWith("passed on as " + path + " for acme.localhost:" + Nginx.PORT);
        assertThat(get("ACME.localhost", path)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/globex/account/", "/realms/master/account/", "/realms/acmex/", "/realms/",
        "/admin/", "/admin/realms/acme", "/metrics", "/health", "//realms/master/", "/realms/acme/../master/account/",
        "/realms/master/../acme/account/", "/realms/master/account/..%2f..%2facme/", "/realms/master/%2e%2e/acme/",
        "/realms/acme/%2e%2e/master/", "/realms/acme/./../master/", "/realms/acme/..", "/realms/acme//../../master/"})
    void noOtherPathIsPassedOn(String path) {
        assertThat(get("acme.localhost", path)).startsWith("HTTP/1.1 404").doesNotContain("passed on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.test", "localhost", "127.0.0.1", "a.acme.localhost", "-acme.localhost",
        "acme.localhost.test", "acmexlocalhost"})
    void anUnknownHostIsNotFound(String host) {
        assertThat(get(host, "/realms/acme/account/")).startsWith("HTTP/1.1 404").doesNotContain("passed on");
        assertThat(get(host, "/")).startsWith("HTTP/1.1 404");
    }

    @Test
    void theRootOfAHostRedirectsToTheAccount() {
        assertThat(get("acme.localhost", "/")).startsWith("HTTP/1.1 302")
                .contains("Location: /realms/acme/account/\r\n");
    }

    /** Returns the whole answer, with its head. */
    private static String get(String host, String path) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Nginx.PORT)) {
            String request = "GET " + path + " HTTP/1.1\r\n"
                    + "Host: " + host + ":" + Nginx.PORT + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
