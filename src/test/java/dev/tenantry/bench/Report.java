package dev.tenantry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A page with figures. Each benchmark replaces the text between the two comments that have its name. People write all
 * other text, which stays unchanged.
 */
record Report(Path page) {

    private static final int DOTS_PER_INCH = 144;

    /** Replaces the figures of the last run. */
    void write(String benchmark, String figures) {
        String begin = "<!-- " + benchmark + " -->\n";
        String end = "<!-- /" + benchmark + " -->";
        try {
            String text = Files.readString(page);
            int from = text.indexOf(begin);
            int to = text.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalStateException(page + " has no place for " + benchmark);
            }
            Files.writeString(page, text.substring(0, from + begin.length()) + figures.strip() + "\n"
                    + text.substring(to));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Draws a plot beside the page and returns the Markdown that shows it. */
    String plot(String name, Chart<?, ?> chart) {
        Path folder = page.resolveSibling("performance");
        try {
            Files.createDirectories(folder);
            BitmapEncoder.saveBitmapWithDPI(
                    chart, folder.resolve(name + ".png").toString(), BitmapFormat.PNG, DOTS_PER_INCH);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return "![" + chart.getTitle() + "](performance/" + name + ".png)\n";
    }
}
