package dev.tenantry.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.support.actors.BundleEntries;
import dev.tenantry.support.process.Eventually;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InvalidBundleTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final Bundles bundles = new Bundles(TENANTS);
    private final byte[] bundle = bundles.of(TENANTS.acme());

    private void assertRefused(byte[] changed, String entry) {
        assertThatExceptionOfType(InvalidBundleException.class)
                .isThrownBy(() -> bundles.restore(changed, "initech", NewIds.NONE))
                .satisfies(refused -> assertThat(refused.entry()).as(refused.getMessage()).isEqualTo(entry));
        assertThat(TENANTS.registry().findByName("initech")).isEmpty();
        assertThat(TENANTS.beside().rows("select 1 from pg_namespace where starts_with(nspname, 'tenant_initech')"))
                .isEmpty();
    }

    private byte[] without(String entry) {
        Map<String, String> entries = new LinkedHashMap<>(BundleEntries.of(bundle));
        entries.remove(entry);
        return BundleEntries.zip(entries);
    }

    @Test
    void aBundleWithAChangedByteIsRefused() {
        assertRefused(Bundles.changed(bundle, "users.ndjson", rows -> rows.replace("Ada", "Eda")), "users.ndjson");
        assertRefused(Bundles.changed(bundle, "realm.json", realm -> realm.replace("acme", "acne")), "realm.json");
    }

    /**
     * Changes one bit of each byte of the entries, and every bit of the directory after the entries. Some bits are
     * never read.
     */
    @Test
    void aBundleWithAChangedBitIsRefusedIfTheBitIsRead() {
        int directory = new String(bundle, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        int refused = 0;
        for (int at = 0; at < bundle.length; at++) {
            for (int bit = at < directory ? 7 : 0; bit < 8; bit++) {
                byte[] damaged = bundle.clone();
                damaged[at] ^= (byte) (1 << bit);
                try {
                    Bundles.received(damaged).close();
                } catch (InvalidBundleException named) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(bundle.length);
    }

    @Test
    void aBundleWithAMissingOrRepeatedRowIsRefused() {
        assertRefused(Bundles.changed(bundle, "users.ndjson", rows -> ""), "users.ndjson");
        assertRefused(Bundles.changed(bundle, "users.ndjson", rows -> rows + rows), "users.ndjson");
    }

    /** The database accepts any JSON, but a user with an unreadable part could not sign in. */
    @ParameterizedTest
    @ValueSource(strings = {
        "\"attributes\": {}|\"attributes\": []",
        "\"attributes\": {}|\"attributes\": {\"a\": [null]}",
        "\"attributes\": {}|\"attributes\": {\"a\": \"b\"}",
        "\"attributes\": {}|\"attributes\": {\"a\": null}",
        "\"password\": null|\"password\": {\"other\": 1}",
        "\"credentials\": {}|\"credentials\": {\"a\": 1}",
        "\"groups\": {}|\"groups\": {\"a\": {}}",
        "\"consents\": {}|\"consents\": {\"a\": {}}",
        "\"broker_links\": {}|\"broker_links\": 3",
        "\"issued_credentials\": {}|\"issued_credentials\": \"x\""
    })
    void aBundleWithAnInvalidPartOfAUserIsRefused(String change) {
        String[] parts = change.split("\\|");
        byte[] forged = Bundles.forged(bundle, "users.ndjson", rows -> {
            assertThat(rows).contains(parts[0]);
            return rows.replace(parts[0], parts[1]);
        });

        assertRefused(forged, "users.ndjson");
    }

    @Test
    void aBundleWithoutAnEntryIsRefused() {
        assertRefused(without("manifest.json"), "manifest.json");
        assertRefused(without("realm.json"), "realm.json");
        assertRefused(without("users.ndjson"), "users.ndjson");
    }

    @Test
    void aBundleWithAnEntryThatTheManifestLacksIsRefused() {
        Map<String, String> entries = BundleEntries.of(bundle);
        entries.put("more.ndjson", "{}\n");

        assertRefused(BundleEntries.zip(entries), "more.ndjson");
    }

    @Test
    void aBundleOfAnUnknownFormatIsRefused() {
        assertRefused(Bundles.changed(bundle, "manifest.json",
                json -> json.replace("\"format\" : 1", "\"format\" : 2")), "manifest.json");
        assertRefused(Bundles.changed(bundle, "manifest.json", json -> "[]"), "manifest.json");
        assertRefused(Bundles.changed(bundle, "manifest.json", json -> "{\"format\": 1}"), "manifest.json");
        assertRefused(Bundles.changed(bundle, "manifest.json", json -> "not JSON"), "manifest.json");
    }

    @Test
    void aBundleOfANewerSchemaIsRefused() {
        int newest = TENANTS.lifecycle().newestVersion();
        try (BundleFile file = Bundles.received(bundle)) {
            file.requireVersionUpTo(newest);
            assertThatExceptionOfType(InvalidBundleException.class)
                    .isThrownBy(() -> file.requireVersionUpTo(newest - 1))
                    .withMessageContaining("version " + newest);
        }
    }

    @Test
    void aFileThatIsNoZipOrWasCutOffIsRefused() {
        assertRefused("no ZIP file".getBytes(StandardCharsets.UTF_8), "");
        assertRefused(new byte[0], "");
        assertRefused(Arrays.copyOf(bundle, bundle.length / 2), "");
    }

    @Test
    void aBundleWhoseRowsDoNotFitTheTableIsRefused() {
        assertRefused(Bundles.forged(bundle, "users.ndjson", rows -> rows.replace("\"ada\"", "null")), "users.ndjson");
        assertRefused(Bundles.forged(bundle, "users.ndjson", rows -> "{}\n"), "users.ndjson");
        assertRefused(Bundles.forged(bundle, "users.ndjson", rows -> "no JSON\n"), "users.ndjson");
        assertRefused(Bundles.forged(bundle, "users.ndjson", rows -> rows.replace("{", "{\"extra\":1,")),
                "users.ndjson");
        assertRefused(Bundles.forged(bundle, "users.ndjson", rows -> rows + rows), "users.ndjson");
        assertRefused(Bundles.forged(bundle, "users.ndjson", String::strip), "users.ndjson");
    }

    @Test
    void aBundleOfAnUnknownTableIsRefused() {
        TENANTS.changeAcme(handle -> handle.update("create table drifted (a text)"));
        try {
            assertRefused(bundles.of(TENANTS.acme()), "drifted.ndjson");
        } finally {
            TENANTS.changeAcme(handle -> handle.update("drop table drifted"));
        }
    }

    @Test
    void neitherAnInvalidNorAValidBundleLeavesAFile() {
        Set<Path> before = temporaryFiles();
        try (BundleFile file = Bundles.received(bundle)) {
            assertNoFileBeyond(before);
            assertThat(file.realm()).isNotEmpty();
        }
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(
                () -> BundleFile.receive(new FilterInputStream(new ByteArrayInputStream(bundle)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        throw new IOException("the sender breaks off");
                    }
                }));

        assertRefused(without("manifest.json"), "manifest.json");
        assertNoFileBeyond(before);
    }

    /** Waits, since the tests of another JVM have files of bundles for a moment. */
    private static void assertNoFileBeyond(Set<Path> before) {
        Eventually.sees("no new file of a bundle is left", InvalidBundleTest::temporaryFiles, before::containsAll);
    }

    private static Set<Path> temporaryFiles() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".bundle")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
