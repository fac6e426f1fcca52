package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrandingOptionsTest {

    private static final String LOGO = "data:image/png;base64,iVBORw0KGgo=";

    private CannedServer server;

    @TempDir
    private Path folder;

    private String logo;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer()
                .answer("POST", "", 201, "{\"name\":\"acme\"}")
                .answer("GET", "/acme", 200, "{\"name\":\"acme\",\"branding\":{\"accentColor\":\"#0a5c36\",\"logo\":\""
                        + LOGO + "\"}}")
                .answer("PUT", "/acme", 200, "{\"name\":\"acme\",\"branding\":{\"logo\":\"" + LOGO + "\"}}");
        logo = Files.write(folder.resolve("logo"), Base64.getDecoder().decode("iVBORw0KGgo=")).toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Json lastBody() {
        return Json.read(server.asked().get(server.asked().size() - 1).body());
    }

    @Test
    void aNewTenantHasTheGivenHostAndBranding() {
        Run run = Run.of(server, "provision", "acme", "--user", "ada", "--host", "acme.example.com", "--accent-color",
                "#0a5c36", "--logo", logo);

        assertThat(run.exitCode()).isZero();
        assertThat(lastBody().text("host")).isEqualTo("acme.example.com");
        assertThat(lastBody().get("branding").value()).isEqualTo(Map.of("accentColor", "#0a5c36", "logo", LOGO));
    }

    @Test
    void anEmptyHostOfANewTenantIsNotSent() {
        assertThat(Run.of(server, "provision", "acme", "--user", "ada", "--host", "").exitCode()).isZero();

        assertThat(lastBody().value()).isEqualTo(Map.of("name", "acme", "user", Map.of("username", "ada")));
    }

    @Test
    void brandingThatIsNotGivenStaysUnchanged() {
        Run.of(server, "change", "acme", "--accent-color", "#ffd400");
        assertThat(lastBody().value()).isEqualTo(Map.of("branding", Map.of("accentColor", "#ffd400", "logo", LOGO)));

        Run.of(server, "change", "acme", "--logo", "");
        assertThat(lastBody().value()).isEqualTo(Map.of("branding", Map.of("accentColor", "#0a5c36")));
    }

    @Test
    void aHostIsChangedWithoutReadingTheTenant() {
        Run.of(server, "change", "acme", "--host", "", "--display-name", "Acme Inc.");

        assertThat(lastBody().value()).isEqualTo(Map.of("host", "", "displayName", "Acme Inc."));
        assertThat(server.lines()).containsExactly(CannedServer.line("PUT", "/acme"));
    }

    @Test
    void aLogoIsShownShortened() {
        assertThat(Run.of(server, "change", "acme", "--accent-color", "").output())
                .isEqualTo("name           acme\nbranding.logo  data:image/png;base64,…\n");
    }

    @Test
    void aMissingFileOrAnEmptyChangeIsNotSent() {
        Run nothing = Run.of(server, "change", "acme");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.errors()).isEqualTo("tenantry: Nothing is to change (see tenantry change --help)\n");
        assertThat(Run.of(server, "provision", "acme", "--user", "ada", "--logo", folder + "/none.png"))
                .isEqualTo(new Run(1, "", "tenantry: There is no file " + folder + "/none.png that can be read\n"));
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void aFileThatIsNoImageOrIsTooLargeIsNamed() throws IOException {
        String vector = Files.writeString(folder.resolve("logo.png"), "<svg/>").toString();
        byte[] large = Arrays.copyOf(Files.readAllBytes(Path.of(logo)), 32 * 1024 + 1);
        String photo = Files.write(folder.resolve("photo.png"), large).toString();

        for (String file : List.of(vector, photo)) {
            assertThat(Run.of(server, "change", "acme", "--logo", file)).isEqualTo(new Run(
                    1, "", "tenantry: " + file + " is not a PNG, JPEG or WebP image of at most 32 KiB\n"));
        }
        assertThat(server.lines()).isEmpty();
    }
}
