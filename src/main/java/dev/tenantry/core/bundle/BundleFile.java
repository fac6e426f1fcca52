package dev.tenantry.core.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A received bundle, complete and verified: each entry matches its digest in the manifest, and no entry is missing.
 *
 * <p>The bundle is received into a temporary file before it is read. So no transaction waits for a slow sender, and the
 * manifest can be read first, although the manifest is the last entry. Only the operating-system account of the server
 * can read the file. As soon as the complete file is open, the file is removed from its directory, so that no file
 * remains after a crash. Not thread-safe.
 */
public final class BundleFile implements AutoCloseable {

    private static final int MAX_MANIFEST_BYTES = 16 << 20;
    private static final int MAX_REALM_BYTES = 64 << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private BundleFile(ZipFile zip) throws IOException {
        this.zip = zip;
        requireReadableNames();
        this.manifest = Manifest.read(read(Manifest.NAME, MAX_MANIFEST_BYTES));
        requireListed();
        for (Manifest.Entry entry : manifest.entries()) {
            verify(entry);
        }
    }

    /**
     * Receives a whole bundle and verifies it.
     *
     * @throws InvalidBundleException if an entry is missing or differs from the manifest; the message names the entry
     * @throws UncheckedIOException if the sender closes the connection too early, or if the disk is full
     */
    public static BundleFile receive(InputStream body) {
        try {
            Path file = Files.createTempFile("tenant-", ".bundle");
            try {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                return open(zip(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE, StandardCharsets.UTF_8);
        } catch (ZipException | EOFException malformed) {
            throw new InvalidBundleException("", "The body must be a ZIP file", malformed);
        }
    }

    private static BundleFile open(ZipFile zip) throws IOException {
        try {
            return new BundleFile(zip);
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    /**
     * Refuses a bundle in which the name of an entry is not UTF-8. Java decodes the name of an entry only when the name
     * is read, so this method reads all names.
     */
    private void requireReadableNames() {
        try {
            zip.stream().forEach(ZipEntry::getName);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidBundleException("", "An entry's name is not UTF-8", malformed);
        }
    }

    /**
     * @throws InvalidBundleException if the file has two entries with one name, or an entry that the manifest does not
     *     list
     */
    private void requireListed() {
        Set<String> listed = new HashSet<>(manifest.entries().stream().map(Manifest.Entry::name).toList());
        listed.add(Manifest.NAME);
        zip.stream().forEach(entry -> {
            if (!listed.remove(entry.getName())) {
                throw new InvalidBundleException(entry.getName(), "The manifest does not list this entry");
            }
        });
    }

    private void verify(Manifest.Entry expected) throws IOException {
        EntryDigest digest = new EntryDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = stream(expected.name())) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, length);
            }
        } catch (ZipException | EOFException damaged) {
            throw new InvalidBundleException(expected.name(), "The entry is damaged", damaged);
        }
        Manifest.Entry found = digest.of(expected.name());
        if (found.rows() != expected.rows()) {
            throw new InvalidBundleException(expected.name(), "The entry has " + found.rows()
                    + " rows, and the manifest lists " + expected.rows());
        }
        if (!found.sha256().equals(expected.sha256())) {
            throw new InvalidBundleException(expected.name(), "The digest differs from the manifest");
        }
    }

    /**
     * Checks that this server can restore the bundle's rows.
     *
     * @param newest the newest schema version that this server knows
     * @throws InvalidBundleException if the rows have a newer schema version
     */
    public void requireVersionUpTo(int newest) {
        manifest.requireVersionUpTo(newest);
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Returns the realm, in the JSON format of Keycloak's export. */
    public byte[] realm() {
        try {
            return read(Manifest.REALM, MAX_REALM_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(String entry, int maxBytes) throws IOException {
        try (InputStream in = stream(entry)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new InvalidBundleException(entry, "The entry may have " + maxBytes + " bytes at most");
            }
            return bytes;
        } catch (ZipException | EOFException damaged) {
            throw new InvalidBundleException(entry, "The entry is damaged", damaged);
        }
    }

    /** Returns the names of the entries that hold the rows of tables. */
    List<String> tables() {
        return manifest.entries().stream()
                .map(Manifest.Entry::name)
                .filter(name -> !name.equals(Manifest.REALM))
                .toList();
    }

    /** @throws InvalidBundleException if the bundle has no entry with this name */
    InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new InvalidBundleException(name, "The entry is missing");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
