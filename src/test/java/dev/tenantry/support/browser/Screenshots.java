package dev.tenantry.support.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

/**
 * Pictures of pages, as PNG files in {@code target/screenshots}. The system property {@code tenantry.screenshots} names
 * a second folder for the pictures. With {@code docs/screenshots}, a run renews the pictures of the documentation.
 */
final class Screenshots {

    private static final Path ALWAYS = Path.of("target", "screenshots");

    private Screenshots() {
    }

    /** @param name the name of the file without .png; a picture with the same name is overwritten */
    static void keep(TakesScreenshot browser, String name) {
        byte[] png = browser.getScreenshotAs(OutputType.BYTES);
        write(ALWAYS, name, png);
        String wanted = System.getProperty("tenantry.screenshots", "");
        if (!wanted.isEmpty()) {
            write(Path.of(wanted), name, png);
        }
    }

    private static void write(Path folder, String name, byte[] png) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
