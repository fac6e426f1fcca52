package dev.tenantry.support.actors;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A logo for a tenant of the tests: bars of one color. The logo has no text, so it does not depend on a font. */
public final class PaintedLogo {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 80;

    private PaintedLogo() {
    }

    /**
     * A data: URI of a PNG image with a transparent background.
     *
     * @param color such as {@code #0a5c36}
     * @param heights the heights of the bars, from 0 to 1
     */
    public static String of(String color, double... heights) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(Color.decode(color));
        int step = WIDTH / heights.length;
        for (int i = 0; i < heights.length; i++) {
            int height = (int) (heights[i] * HEIGHT);
            canvas.fillRoundRect(i * step, HEIGHT - height, step - 6, height, 8, 8);
        }
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
