package dev.tenantry.core.branding;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a data: URI (RFC 2397). A browser can show the image without a further request. The accepted image
 * formats can't contain scripts. Immutable.
 *
 * @param dataUri the URI; none of its characters has a special meaning in HTML or in a CSS string
 */
public record Logo(String dataUri) {

    /**
     * The maximum size of the image. The limit is small, since each login page contains the image, and since Keycloak
     * caches the image with the realm.
     */
    public static final int MAX_BYTES = 32 * 1024;

    private static final int MAX_LENGTH = "data:image/jpeg;base64,".length() + (MAX_BYTES + 2) / 3 * 4;
    private static final Pattern IMAGE = Pattern.compile("data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/]++={0,2}+)");

    /** @throws IllegalArgumentException if {@link #read} would not accept the URI */
    public Logo {
        if (!isImage(dataUri)) {
            throw new IllegalArgumentException("Not a data: URI of an image");
        }
    }

    /**
     * Reads a data: URI that contains a PNG, JPEG or WebP image in Base64. Returns empty if the URI is null, if it
     * contains anything else, or if the decoded image is larger than {@link #MAX_BYTES}.
     */
    public static Optional<Logo> read(String dataUri) {
        return Optional.ofNullable(dataUri).filter(Logo::isImage).map(Logo::new);
    }

    private static boolean isImage(String dataUri) {
        if (dataUri.length() > MAX_LENGTH) {
            return false;
        }
        Matcher image = IMAGE.matcher(dataUri);
        return image.matches() && isImage(image.group(1), image.group(2));
    }

    private static boolean isImage(String type, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        return bytes.length <= MAX_BYTES && switch (type) {
            case "png" -> startsWith(bytes, "\u0089PNG\r\n\u001a\n", 0);
            case "jpeg" -> startsWith(bytes, "\u00ff\u00d8\u00ff", 0);
            default -> startsWith(bytes, "RIFF", 0) && startsWith(bytes, "WEBP", 8);
        };
    }

    private static boolean startsWith(byte[] bytes, String signature, int offset) {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= offset + expected.length && new String(
                bytes, offset, expected.length, StandardCharsets.ISO_8859_1).equals(signature);
    }
}
