package dev.tenantry.support.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

/**
 * Pictures of pages, as PNG files in {@code target/screenshots}. The system property {@code tenantry.screenshots} names
 * a folder that gets them too: {@code docs/screenshots}, to make those of the documentation anew.
 */
final class Screenshots {

    private static final Path ALWAYS = Path.of("target", "screenshots");

    private Screenshots() {
    }

    /** @param name of the file, without .png; the same name is the same file */
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
