package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserFilesTest {

    private static final String LINES = "{\"username\":\"ada\"}\n{\"username\":\"gråce\"}\n";

    @TempDir
    private Path folder;

    private CannedServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
        file = folder.resolve("users.ndjson");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anExportIsWrittenForItsOwnerAlone() throws IOException {
        server.answer("GET", "/acme/users/export", 200, LINES.getBytes(StandardCharsets.UTF_8));

        Run run = Run.of(server, "export-users", "acme", file.toString());

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(file).hasContent(LINES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void anAbortedExportLeavesNoFile() {
        server.breakOff("GET", "/acme/users/export", LINES.getBytes(StandardCharsets.UTF_8));

        assertThat(Run.of(server, "export-users", "acme", file.toString()).exitCode()).isEqualTo(1);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anImportSendsTheFileAndShowsTheResult() throws IOException {
        Files.writeString(file, LINES);
        server.answer("POST", "/acme/users/import", 200,
                "{\"lines\":2,\"imported\":2,\"skipped\":0,\"failed\":0,\"errors\":[]}");

        Run run = Run.of(server, "import-users", "acme", file.toString());

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output()).containsPattern("imported +2");
        assertThat(server.asked().get(0).headers()).containsEntry("content-type", "application/x-ndjson");
    }

    @Test
    void optionsArePassedOnAndARefusedLineFailsTheCommand() throws IOException {
        Files.writeString(file, LINES);
        server.answer("POST", "/acme/users/import?mode=resumable&ifExists=skip", 200, """
                {"lines":2,"imported":0,"skipped":1,"failed":1,
                 "errors":[{"line":2,"field":"email","errorMessage":"error-invalid-email"}]}""");

        Run run = Run.of(server, "import-users", "acme", file.toString(), "--resumable", "--skip-existing");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).containsPattern("errors +line 2: email: This is not a valid email address\\.");
    }

    @Test
    void aRefusedImportNamesTheReasonOfEachLine() throws IOException {
        Files.writeString(file, LINES);
        server.answer("POST", "/acme/users/import", 400, """
                {"errorMessage":"No user was imported","lines":2,"imported":0,"skipped":0,"failed":2,
                 "errors":[{"line":1,"field":"","errorMessage":"Malformed JSON"},
                           {"line":2,"field":"username","errorMessage":"A user has this already"}]}""");

        Run run = Run.of(server, "import-users", "acme", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("tenantry: line 1: Malformed JSON\n",
                "tenantry: line 2: username: A user has this already\n");
    }
}
