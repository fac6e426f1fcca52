package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a refusal's message says in words. Keycloak names some messages by the keys of its message bundles; the console
 * reads the words of those keys from the same file.
 */
final class Words {

    private static final Map<String, Json> MESSAGES = read();

    /** The place of a parameter, by its number from 0. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private Words() {}

    /** @param error an object with an errorMessage and perhaps params; of a key that is not known, the key */
    static String of(Json error) {
        String message = error.text("errorMessage");
        if (!MESSAGES.containsKey(message)) {
            return message;
        }
        Matcher place = PLACE.matcher(MESSAGES.get(message).toString());
        return place.replaceAll(found -> Matcher.quoteReplacement(
                parameter(error.get("params"), Integer.parseInt(found.group(1)))));
    }

    private static String parameter(Json parameters, int number) {
        return number < parameters.items().size() ? parameters.items().get(number).toString() : "…";
    }

    private static Map<String, Json> read() {
        try (InputStream file = Words.class.getResourceAsStream("/console/messages.json")) {
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8)).fields();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
