package dev.tenantry.support.process;

import dev.tenantry.support.keycloak.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The reverse proxy of the documentation, {@code docs/nginx/tenants.conf}, in front of a Keycloak: with another port,
 * without TLS, and for sub-domains of localhost, which Chromium takes for this machine and for a safe place. One at a
 * time; it ends with the JVM at the latest.
 *
 * <p>The system property {@code tenantry.nginx} names another binary than the installed one.
 */
public final class Nginx implements AutoCloseable {

    /** Where it listens, and where tenants with hosts of their own therefore are. */
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

    /** In front of any other server of this machine. */
    static Nginx before(String url) {
        return new Nginx(url.replace("http://", ""));
    }

    /** An address at a host. */
    public static String url(String host, String path) {
        return "http://" + host + ":" + PORT + path;
    }

    private static String configuration(String keycloak) throws IOException {
        String recipe = Files.readString(RECIPE)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + PORT)
                .replaceAll("ssl_certificate.*", "")
                // The port is not the usual one, and Keycloak compares where a script comes from with where it asks.
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
        program.close(); // its worker ends with it
    }
}
