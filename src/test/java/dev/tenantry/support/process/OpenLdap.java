package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An OpenLDAP server with an empty database. The server ends with the JVM at the latest. The system property {@code
 * tenantry.slapd} names another binary than the installed one.
 */
final class OpenLdap implements AutoCloseable {

    private final int port = FreePort.any();
    private final BackgroundProgram program;

    private OpenLdap() {
        Path folder = BackgroundProgram.newFolder("slapd");
        try {
            Files.createDirectory(folder.resolve("data"));
            Path configuration = Files.writeString(folder.resolve("slapd.conf"), configuration(folder));
            program = BackgroundProgram.start("OpenLDAP", "slapd", folder, port, List.of(
                    BackgroundProgram.binary("slapd"), "-h", "ldap://127.0.0.1:" + port,
                    "-f", configuration.toString(), "-d", "0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
    }

    static OpenLdap start() {
        return new OpenLdap();
    }

    private static String configuration(Path folder) {
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

    int port() {
        return port;
    }

    @Override
    public void close() {
        program.close();
    }
}
