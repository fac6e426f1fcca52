package dev.tenantry.support.process;

import dev.tenantry.support.keycloak.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    private final Path folder;
    private final Process process;

    private Nginx(String keycloak) {
        try {
            folder = Files.createTempDirectory("tenantry-nginx-");
            // Started by root, its worker is somebody else.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(folder.resolve("nginx.conf"), configuration(keycloak));
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
        Eventually.holds("nginx listens", this::listens);
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

    private Process launch() throws IOException {
        // Debian's is where the path of those who are not root does not lead.
        String installed = Files.exists(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
        List<String> command = List.of(System.getProperty("tenantry.nginx", installed), "-p", folder.toString(),
                "-c", folder.resolve("nginx.conf").toString(), "-e", folder.resolve("error.log").toString());
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException absent) {
            throw new IllegalStateException("This test needs nginx (on Debian: apt-get install nginx-light)", absent);
        }
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx has ended:\n" + log());
        }
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once or, at the end of the JVM, once more. */
    @Override
    public void close() {
        process.destroy(); // its worker ends with it
        try {
            process.waitFor();
            deleteFolder();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteFolder() {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
