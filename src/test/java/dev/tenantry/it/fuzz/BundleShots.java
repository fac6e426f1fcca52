package dev.tenantry.it.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.BundleEntries;
import dev.tenantry.support.actors.TestTenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests to import bundles that are not ZIP files, are damaged, or have wrong content with correct digests. */
final class BundleShots {

    private static final String TYPE = "application/zip";
    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] bundle;
    private final List<Shot> shots = new ArrayList<>();

    /** @param bundle a valid bundle of a tenant that still exists */
    BundleShots(byte[] bundle) {
        this.bundle = bundle;
    }

    List<Shot> all(Random random) {
        damaged(random);
        Map<String, String> entries = BundleEntries.of(bundle);
        for (String hostile : List.of("../../evil", "/etc/evil", "a\0b", "", "x".repeat(60_000), "users.ndjson/..")) {
            Map<String, String> more = new LinkedHashMap<>(entries);
            more.put(hostile, "{}\n");
            shoot("an entry more", BundleEntries.zip(more));
        }
        ObjectNode manifest = read(entries.get(MANIFEST));
        JsonNode listed = manifest.remove("entries");
        ((ObjectNode) manifest.get("origin")).remove("keycloakVersion"); // the import ignores version and time
        manifest.remove("createdAt");
        Mutants mutants = Mutants.of(manifest);
        Map<String, byte[]> all = mutants.retyped();
        all.putAll(mutants.replaced(Nonsense.SHARP));
        all.forEach((what, mutant) -> {
            ObjectNode changed = read(new String(mutant, StandardCharsets.UTF_8));
            changed.set("entries", listed);
            shoot("manifest, " + what, with(entries, MANIFEST, changed.toString()));
        });
        for (String table : List.of("users.ndjson", "realm.json")) {
            for (String row : List.of("", "\n", "{}\n", "[]\n", "null\n", "{\n", "nonsense\n", "{\"id\":1}\n",
                    "[".repeat(100_000) + "\n",
                    entries.get(table).replaceAll("\"[^\"]{8,}\"", "\"a\\\\u0000b\""),
                    entries.get(table).replaceAll("\"[^\"]{8,}\"", "\"'; drop schema tenantry; --\""))) {
                String beginning = row.substring(0, Math.min(row.length(), 20)).trim();
                shoot(table + " is " + beginning, digested(entries, table, row));
            }
        }
        return shots;
    }

    private void damaged(Random random) {
        shoot("nothing", new byte[0]);
        shoot("text", "nonsense".getBytes(StandardCharsets.UTF_8));
        shoot("the beginning of a ZIP", new byte[] {'P', 'K', 3, 4});
        shoot("an empty ZIP", BundleEntries.zip(Map.of("a", "b")));
        for (int quarter = 1; quarter < 4; quarter++) {
            shoot("cut off", Arrays.copyOf(bundle, bundle.length * quarter / 4));
        }
        for (int i = 0; i < 40; i++) {
            byte[] changed = bundle.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            shoot("bit of byte " + at + " changed", changed);
        }
    }

    private void shoot(String what, byte[] body) {
        String path = "/bundle?name=" + TestTenants.newName();
        shots.add(Shot.of("POST /tenants/bundle, " + what, "POST", path, TYPE, body));
    }

    private static byte[] with(Map<String, String> entries, String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(entries);
        changed.put(name, text);
        return BundleEntries.zip(changed);
    }

    /** Replaces an entry, and the entry's number of rows and digest in the manifest. */
    private static byte[] digested(Map<String, String> entries, String name, String text) {
        ObjectNode manifest = read(entries.get(MANIFEST));
        for (JsonNode entry : manifest.get("entries")) {
            if (entry.get("name").asText().equals(name)) {
                ((ObjectNode) entry).put("rows", text.chars().filter(character -> character == '\n').count());
                ((ObjectNode) entry).put("sha256", sha256(text));
            }
        }
        Map<String, String> changed = new LinkedHashMap<>(entries);
        changed.put(name, text);
        changed.put(MANIFEST, manifest.toString());
        return BundleEntries.zip(changed);
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
