package dev.tenantry.support.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BackgroundProgramTest {

    private final Path folder = BackgroundProgram.newFolder("test");
    private final int port = FreePort.any();

    @Test
    void aProgramIsReadyWhenItsPortAnswersAndIsGoneWithItsFolderAfterItsStop() throws IOException {
        Path source = Files.writeString(folder.resolve("Listener.java"), """
                class Listener {
                    public static void main(String[] port) throws Exception {
                        System.out.println("written");
                        new java.net.ServerSocket(Integer.parseInt(port[0])).accept();
                        Thread.sleep(60_000);
                    }
                }""");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        BackgroundProgram program = start(List.of(java, source.toString(), Integer.toString(port)));
        assertThat(program.log()).isEqualToIgnoringNewLines("written");
        program.close();

        assertThat(folder).doesNotExist();
        assertThat(FreePort.preferably(port)).isEqualTo(port);
        program.close();
    }

    @Test
    void aProgramThatEndsIsReportedWithItsOutput() {
        assertThatThrownBy(() -> start(List.of("sh", "-c", "echo no port >&2; exit 1")))
                .isInstanceOf(IllegalStateException.class).hasMessage("Test has ended:\nno port\n");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aMissingProgramIsNamedWithItsPackage() {
        assertThatThrownBy(() -> start(List.of("no-such-program")))
                .hasMessage("This test needs Test (on Debian: apt-get install test-package)");
    }

    private BackgroundProgram start(List<String> command) {
        return BackgroundProgram.start("Test", "test-package", folder, port, command);
    }
}
