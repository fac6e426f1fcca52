package dev.tenantry.client;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Tenants, and their users, in and out. Streams that are handed over stay their owner's to close. Thread-safe. */
public final class TenantCopies {

    /** What becomes of a line whose user name somebody has. */
    public enum IfExists {
        FAIL,
        SKIP
    }

    private final TenantsApi api;

    TenantCopies(TenantsApi api) {
        this.api = api;
    }

    /**
     * Brings in users, one a line, in one transaction. Where lines were refused nobody was imported, which is no
     * exception: {@link UserImport#failed} counts them, and {@link UserImport#errors} tells of each.
     *
     * @param lines UserRepresentations in JSON, in UTF-8
     */
    public UserImport importUsers(String name, InputStream lines, IfExists ifExists) {
        return imported(name, "atomic", ifExists, lines);
    }

    /** The same, but whoever can be imported is, some thousand lines in each transaction. */
    public UserImport importWhoeverCanBe(String name, InputStream lines, IfExists ifExists) {
        return imported(name, "resumable", ifExists, lines);
    }

    private UserImport imported(String name, String mode, IfExists ifExists, InputStream lines) {
        String otherwise = ifExists.name().toLowerCase(Locale.ROOT);
        return Calls.call(() -> {
            try (Response response = api.importUsers(name, mode, otherwise, lines)) {
                String body = response.readEntity(String.class);
                return UserImport.read(body).orElseThrow(() -> TenantsException.of(response.getStatus(), body));
            }
        });
    }

    /**
     * Writes everybody but service accounts as such lines, with passwords' hashes.
     *
     * @throws IOException where it can't be written, or the answer breaks off
     */
    public void exportUsers(String name, OutputStream lines) throws IOException {
        write(() -> api.exportUsers(name), lines);
    }

    /**
     * Writes the tenant as one ZIP file, with passwords' hashes and the realm's keys.
     *
     * @throws IOException where it can't be written, or the answer breaks off
     */
    public void exportBundle(String name, OutputStream zip) throws IOException {
        write(() -> api.exportBundle(name), zip);
    }

    /** Makes a tenant of such a file, under the name that is in it. */
    public Tenant importBundle(InputStream zip) {
        return importBundle(zip, null, null);
    }

    /**
     * @param name null for the one that is in the file
     * @param database null for whichever is next
     */
    public Tenant importBundle(InputStream zip, String name, String database) {
        return Calls.call(() -> api.importBundle(name, database, zip));
    }

    private static void write(Supplier<InputStream> answer, OutputStream out) throws IOException {
        try (InputStream body = Calls.call(answer)) {
            body.transferTo(out);
        }
    }
}
