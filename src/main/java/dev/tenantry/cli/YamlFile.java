package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML 1.2 file of limited size. The limits suit 10,000 tenants that share branding by an alias. Rejected: the
 * parser's limit on the number of aliases, since the file of many tenants has many aliases. A small file can have large
 * content, if aliases refer to lists of aliases. Therefore the limit counts the content of each alias.
 *
 * <p>Error messages contain the position of a syntax error, and not the parser's description: the description can quote
 * a part of a value, such as a password that begins with an exclamation mark.
 */
final class YamlFile {

    private static final int MAX_MEBIBYTES = 32;
    private static final int MAX_BYTES = MAX_MEBIBYTES * 1024 * 1024;

    /** The maximum number of texts, numbers, lists and objects. */
    private static final int MAX_VALUES = 2_000_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(MAX_BYTES)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .setAllowNonScalarKeys(false)
            .build();

    private final Path file;

    YamlFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the content as lists, maps and scalars. The keys of maps are scalars.
     *
     * @throws FailedException if the file can't be read, is not YAML, or exceeds a limit
     */
    Object read() {
        try {
            Object content = new Load(SETTINGS).loadFromString(text());
            if (isTooLarge(content)) {
                throw new FailedException(file + ": has more than " + MAX_VALUES
                        + " values, counted with the content of each alias. Use several files");
            }
            return content;
        } catch (DuplicateKeyException twice) {
            throw malformed(position(twice) + twice.getProblem(), twice);
        } catch (MarkedYamlEngineException malformed) {
            throw malformed(position(malformed) + "Wrong YAML syntax. Indent by spaces, and quote texts with special"
                    + " characters", malformed);
        } catch (YamlEngineException malformed) {
            throw malformed("is not valid YAML. Possible reasons: a list or an object is used as the name"
                    + " of a field, or there is a control character", malformed);
        } catch (StackOverflowError nested) {
            throw malformed("Lists or objects are nested too deeply", nested);
        }
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FailedException(file + ": is larger than " + MAX_MEBIBYTES
                        + " MiB. Use logoFile for logos, or several files");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IOException e) {
            throw new FailedException("There is no file " + file + " that can be read as UTF-8", e);
        }
    }

    /** Does not use recursion, since a list can contain itself by an alias. */
    private static boolean isTooLarge(Object content) {
        Deque<Iterator<?>> open = new ArrayDeque<>();
        open.push(Collections.singleton(content).iterator());
        int values = 0;
        while (!open.isEmpty() && values <= MAX_VALUES) {
            if (!open.element().hasNext()) {
                open.pop();
                continue;
            }
            values++;
            Object value = open.element().next();
            if (value instanceof Map<?, ?> fields) {
                open.push(fields.values().iterator());
            } else if (value instanceof Collection<?> items) {
                open.push(items.iterator());
            }
        }
        return values > MAX_VALUES;
    }

    private static String position(MarkedYamlEngineException malformed) {
        return malformed.getProblemMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                .orElse("");
    }

    private FailedException malformed(String problem, Throwable cause) {
        return new FailedException(file + ": " + problem, cause);
    }
}
