package dev.tenantry.support.process;

import dev.tenantry.support.keycloak.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The reverse proxy of the documentation, {@code docs/nginx/tenants.conf}, in front of a Keycloak: with another port,
 * without TLS, and for subdomains of localhost. Chromium resolves these subdomains to this machine and treats them as
 * secure. Only one can run at a time. It ends with the JVM at the latest.
 *
 * <p>The system property {@code tenantry.nginx} names another binary than the installed one.
 */
public final class Nginx implements AutoCloseable {

    /** The port on which nginx listens. Tenants with their own hosts are reached on this port. */
    public static final int PORT = FreePort.any();

    private static final Path RECIPE = Path.of("docs", "nginx", "tenants.conf");

    private final BackgroundProgram program;

    private Nginx(String keycloak) {
        Path folder = BackgroundProgram.newFolder("nginx");
        try {
            Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(keycloak));
            program = BackgroundProgram.start("nginx", "nginx-light", folder, PORT, List.of(
                    BackgroundProgram.binary("nginx"), "-p", folder.toString(), "-c", configuration.toString(),
                    "-e", folder.resolve("error.log").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
    }

    public static Nginx before(Server keycloak) {
        return before(keycloak.url());
    }

    /** Starts nginx in front of any other server of this machine. */
    static Nginx before(String url) {
        return new Nginx(url.replace("http://", ""));
    }

    /** The URL of a path on a host. */
    public static String url(String host, String path) {
        return "http://" + host + ":" + PORT + path;
    }

    private static String configuration(String keycloak) throws IOException {
        String recipe = Files.readString(RECIPE)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + PORT)
                .replaceAll("ssl_certificate.*", "")
                // The port is not the default, and Keycloak compares a script's origin with the host of its request.
                .replace("Host $host;", "Host $host:$server_port;")
                .replace("\\.example\\.com", "\\.localhost")
                .replace("127.0.0.1:8080", keycloak);
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                events {
                }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                %s
                }
                """.formatted(recipe);
    }

    @Override
    public void close() {
        program.close(); // the worker of nginx ends too
    }
}
