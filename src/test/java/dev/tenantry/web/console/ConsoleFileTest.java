package dev.tenantry.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleFileTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "console");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

    /** A copy of a library (see CONTRIBUTING.md). During a login it keeps its state in the storage of the browser. */
    private static final String LIBRARY = "keycloak.js";

    /** Functions that turn text into markup or code, and storage that outlives the page. */
    private static final List<String> FORBIDDEN = List.of(
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage",
            "document.cookie", "setTimeout('", "javascript:");

    @Test
    void allFilesThatThePageAndItsScriptsUseAreServed() throws IOException {
        for (Path script : scripts()) {
            Matcher imports = IMPORT.matcher(Files.readString(script));
            while (imports.find()) {
                assertThat(ConsoleFile.find(imports.group(1))).as(script + " → " + imports.group(1)).isPresent();
            }
        }
        assertThat(ConsoleFile.PAGE.text()).contains("console/main.js", "console/theme.js", "console/console.css");
        assertThat(ConsoleFile.find("main.js").orElseThrow().type()).startsWith("text/javascript");
        assertThat(ConsoleFile.find("console.css").orElseThrow().type()).startsWith("text/css");
        assertThat(ConsoleFile.find("messages.json").orElseThrow().type()).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "console.html", "none.js", "../console/main.js", "..%2fmain.js", "main.js/", "/main.js", "main.js\n", "main",
        "../META-INF/beans.xml", "MAIN.JS", ""
    })
    void noOtherNameIsServed(String name) {
        assertThat(ConsoleFile.find(name)).isEmpty();
    }

    @Test
    void noScriptTurnsTextIntoMarkupOrCode() throws IOException {
        for (Path script : scripts()) {
            if (!script.endsWith(LIBRARY)) {
                assertThat(Files.readString(script)).as(script.toString()).doesNotContain(FORBIDDEN);
            }
        }
        assertThat(ConsoleFile.PAGE.text()).doesNotContain("<style", " style=", " onclick", "<script>");
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".js")).toList();
            assertThat(scripts).hasSizeGreaterThan(10);
            return scripts;
        }
    }
}
