package dev.tenantry.support.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Starts a headless Chromium, each time with a new profile. Debian's {@code chromium} and {@code chromium-driver} are
 * sufficient. The system properties {@code tenantry.chromium} and {@code tenantry.chromedriver} name other binaries.
 */
final class Chromium {

    private static final String WHAT_TO_INSTALL =
            "This test needs Chromium and its driver (on Debian: apt-get install chromium chromium-driver): no ";

    private Chromium() {
    }

    /**
     * @param language the language of the person, such as {@code de}
     * @param arguments arguments of the command line in addition to the usual ones
     * @throws IllegalStateException if there is no Chromium or no driver; the message says what to install
     */
    static ChromeDriver start(String language, List<String> arguments) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary("tenantry.chromium", "chromium").toFile());
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        options.addArguments(usual());
        options.addArguments(arguments);
        // Because the driver is named explicitly, Selenium does not download a driver.
        File driver = binary("tenantry.chromedriver", "chromedriver").toFile();
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).usingAnyFreePort().build(), options);
    }

    private static List<String> usual() {
        List<String> arguments = new ArrayList<>(List.of(
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage", // because /dev/shm is small in containers
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-device-scale-factor=1"));
        if (System.getProperty("user.name").equals("root")) {
            arguments.add("--no-sandbox"); // Chromium refuses to run as root with a sandbox
        }
        return arguments;
    }

    private static Path binary(String property, String name) {
        String named = System.getProperty(property);
        if (named != null) {
            Path binary = Path.of(named);
            if (!Files.isExecutable(binary)) {
                throw new IllegalStateException(WHAT_TO_INSTALL + binary + ", which -D" + property + " names");
            }
            return binary;
        }
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(WHAT_TO_INSTALL + name + " on the path"));
    }
}
