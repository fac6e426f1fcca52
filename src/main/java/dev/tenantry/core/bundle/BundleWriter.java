package dev.tenantry.core.bundle;

import dev.tenantry.core.schema.SchemaVersion;
import dev.tenantry.core.tenant.TenantHandle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a bundle: first the realm, then the rows of each table, and last the manifest. So a truncated bundle has no
 * manifest. Throws {@link UncheckedIOException} if a write fails. Not thread-safe.
 */
public final class BundleWriter {

    /** The number of rows that PostgreSQL sends in one response. */
    private static final int FETCH_SIZE = 200;

    private final Manifest.Origin origin;
    private final ZipOutputStream zip;
    private final Progress progress;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    private BundleWriter(Manifest.Origin origin, OutputStream out) {
        this.origin = origin;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.progress = new Progress("Bundle of tenant " + origin.name() + ", rows written");
    }

    /**
     * Writes the bundle of a tenant.
     *
     * @param realm the realm as one line of JSON
     * @param snapshot a handle whose queries all read one snapshot of the tenant's schema
     * @param events true to include the tenant's events
     * @param out the target; this method flushes the target but does not close it
     */
    public static void write(
            Manifest.Origin origin, byte[] realm, TenantHandle snapshot, boolean events, OutputStream out) {
        BundleWriter writer = new BundleWriter(origin, out);
        try {
            writer.realm(realm);
            BundleTable.of(snapshot).stream()
                    .filter(table -> events || !table.isOptional())
                    .forEach(table -> writer.rows(snapshot, table));
            writer.manifest(SchemaVersion.of(snapshot));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writer.progress.end();
    }

    private void realm(byte[] realm) throws IOException {
        EntryDigest digest = begin(Manifest.REALM);
        write(digest, realm);
        write(digest, new byte[] {'\n'});
        end(digest, Manifest.REALM);
    }

    private void rows(TenantHandle snapshot, BundleTable table) {
        try {
            EntryDigest digest = begin(table.entry());
            // Each row becomes one line, since the text of a jsonb value has no line breaks. PostgreSQL can read every
            // value back from this text. The SQL uses r.*, since r alone could be the name of a column.
            snapshot.forEach("select to_jsonb(r.*)::text from " + table.quoted() + " r", FETCH_SIZE,
                    row -> row.getString(1), row -> line(digest, row));
            end(digest, table.entry());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(EntryDigest digest, String row) {
        try {
            write(digest, (row + '\n').getBytes(StandardCharsets.UTF_8));
            progress.rows(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void manifest(int schemaVersion) throws IOException {
        Manifest manifest = new Manifest(Manifest.FORMAT, origin, schemaVersion,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), entries);
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json());
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private EntryDigest begin(String entry) throws IOException {
        zip.putNextEntry(new ZipEntry(entry));
        return new EntryDigest();
    }

    private void write(EntryDigest digest, byte[] bytes) throws IOException {
        zip.write(bytes);
        digest.update(bytes, bytes.length);
    }

    private void end(EntryDigest digest, String entry) throws IOException {
        zip.closeEntry();
        entries.add(digest.of(entry));
    }
}
