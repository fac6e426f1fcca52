package dev.tenantry.support.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {

    @TempDir
    private Path folder;

    @Test
    void aResultHasTheProgramsOutputAndExitCode() {
        Program.Result result = sh("cat; echo \"$SECRET\"; echo no >&2; exit 3")
                .withInput("read\n").withEnvironment("SECRET", "told").run();

        assertThat(result).isEqualTo(new Program.Result(3, "read\ntold\n", "no\n"));
    }

    @Test
    void aFailureIsReportedWithTheProgramsOutputAndWithoutItsSecrets() {
        Program program = sh("echo why >&2; exit 1").withInput("secret-1").withEnvironment("SECRET", "secret-2");

        assertThatThrownBy(program::output).hasMessageContaining("ended with 1").hasMessageContaining("why")
                .hasMessageNotContainingAny("secret-1", "secret-2");
    }

    @Test
    void aProgramThatDoesNotEndIsKilled() {
        Program program = sh("sleep 60");

        assertThatThrownBy(() -> program.run(Duration.ofMillis(200))).hasMessageContaining("has not ended");

        Eventually.holds("the program is gone", () -> ProcessHandle.current().descendants()
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 60")));
    }

    @Test
    void aMissingProgramIsNamed() {
        assertThatThrownBy(Program.of(folder, List.of("no-such-program"))::run)
                .isInstanceOf(Program.AbsentException.class).hasMessageContaining("no-such-program");
    }

    private Program sh(String script) {
        return Program.of(folder, List.of("sh", "-c", script));
    }
}
