package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCommandsTest {

    @TempDir
    private Path folder;

    private CannedServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
        file = folder.resolve("acme.zip");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anExportIsWrittenCompletelyAndForItsOwnerOnly() throws IOException {
        byte[] bundle = zip("manifest.json");
        server.answer("GET", "/acme/bundle", 200, bundle);

        Run run = Run.of(server, "export", "acme", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).isEqualTo(file + ": " + bundle.length + " bytes\n");
        assertThat(run.errors()).isEqualTo(bundle.length + " bytes\n");
        assertThat(file).hasBinaryContent(bundle);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void anAbortedExportLeavesNoFile() throws IOException {
        server.breakOff("GET", "/acme/bundle", zip("manifest.json"));

        assertFailedWithoutAFile(Run.of(server, "export", "acme", file.toString()));
    }

    @Test
    void anExportWithoutAManifestLeavesNoFile() throws IOException {
        server.answer("GET", "/acme/bundle", 200, zip("realm.json"));

        assertFailedWithoutAFile(Run.of(server, "export", "acme", file.toString()));
    }

    @Test
    void aRefusedExportLeavesNoFile() throws IOException {
        server.answer("GET", "/acme/bundle", 409, "{\"field\":\"state\",\"errorMessage\":\"is ARCHIVED\"}");

        Run run = Run.of(server, "export", "acme", file.toString());

        assertFailedWithoutAFile(run);
        assertThat(run.errors()).isEqualTo("tenantry: state: is ARCHIVED\n");
    }

    private void assertFailedWithoutAFile(Run run) throws IOException {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("tenantry: ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anExistingFileIsKept() throws IOException {
        Files.writeString(file, "mine");
        server.answer("GET", "/acme/bundle", 200, zip("manifest.json"));

        assertThat(Run.of(server, "export", "acme", file.toString()).exitCode()).isEqualTo(1);

        assertThat(file).hasContent("mine");
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void anImportSendsTheFileAndShowsTheTenant() throws IOException {
        byte[] bundle = zip("manifest.json");
        Files.write(file, bundle);
        server.answer("POST", "/bundle?name=globex", 201, "{\"name\":\"globex\"}");

        Run run = Run.of(server, "import", file.toString(), "--name", "globex");

        assertThat(run.output()).isEqualTo("name  globex\n");
        assertThat(run.errors()).isEqualTo(bundle.length + " bytes of " + bundle.length + " bytes\n");
        assertThat(server.asked().get(0).headers()).containsEntry("content-type", "application/zip");
        assertThat(server.asked().get(0).body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bundle);
    }

    @Test
    void anImportNamesTheDatabaseIfOneIsGiven() throws IOException {
        Files.write(file, zip("manifest.json"));
        server.answer("POST", "/bundle?database=eu", 201, "{\"name\":\"acme\"}");

        assertThat(Run.of(server, "import", file.toString(), "--database", "eu").exitCode()).isZero();
    }

    @Test
    void anImportOfAMissingFileFails() {
        assertThat(Run.of(server, "import", file.toString()).exitCode()).isEqualTo(1);
        assertThat(server.lines()).isEmpty();
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[] {1, 2, 3});
        }
        return bytes.toByteArray();
    }
}
