package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An OpenLDAP server with an empty database, which ends with the JVM at the latest. The system property {@code
 * tenantry.slapd} names another binary than the installed one.
 */
final class OpenLdap implements AutoCloseable {

    private static final String WHAT_TO_INSTALL = "This test needs OpenLDAP (on Debian: apt-get install slapd)";

    private final Path folder;
    private final int port = FreePort.any();
    private final Process process;

    private OpenLdap() {
        try {
            folder = Files.createTempDirectory("tenantry-slapd-");
            Files.createDirectory(folder.resolve("data"));
            Path configuration = Files.writeString(folder.resolve("slapd.conf"), configuration());
            process = launch(List.of(
                    binary(), "-h", "ldap://127.0.0.1:" + port, "-f", configuration.toString(), "-d", "0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
    }

    static OpenLdap start() {
        return new OpenLdap();
    }

    private static String binary() {
        // Debian's is where the path of those who are not root does not lead.
        String installed = Files.exists(Path.of("/usr/sbin/slapd")) ? "/usr/sbin/slapd" : "slapd";
        return System.getProperty("tenantry.slapd", installed);
    }

    private String configuration() {
        return """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb.la
                pidfile %1$s/slapd.pid
                database mdb
                maxsize 104857600
                suffix "%2$s"
                rootdn "%3$s"
                rootpw %4$s
                directory %1$s/data
                """.formatted(folder, Directory.BASE, Directory.BIND_DN, Directory.BIND_PASSWORD);
    }

    private Process launch(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException absent) {
            throw new IllegalStateException(WHAT_TO_INSTALL, absent);
        }
    }

    int port() {
        return port;
    }

    boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("OpenLDAP has ended; its log is " + folder.resolve("log"));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
