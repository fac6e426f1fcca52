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

    /** What becomes of the id of an imported user. */
    public enum UserIds {
        /** The tenant's own ids stay; for Keycloak the tenant's component stands before any other. */
        OWN,
        /** Every id stays, unless a user of another realm has it: then the line is refused. */
        KEEP
    }

    /** What becomes of the ids in a bundle. Under another name all of them are new. */
    public enum BundleIds {
        /** They stay; a bundle with an id that another realm has is refused. */
        KEEP,
        NEW
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
        return importUsers(name, lines, ifExists, UserIds.OWN);
    }

    /** The same, with a choice of ids. */
    public UserImport importUsers(String name, InputStream lines, IfExists ifExists, UserIds ids) {
        return imported(name, "atomic", ifExists, ids, lines);
    }

    /** The same, but whoever can be imported is, some thousand lines in each transaction. */
    public UserImport importWhoeverCanBe(String name, InputStream lines, IfExists ifExists) {
        return importWhoeverCanBe(name, lines, ifExists, UserIds.OWN);
    }

    /** The same, with a choice of ids. */
    public UserImport importWhoeverCanBe(String name, InputStream lines, IfExists ifExists, UserIds ids) {
        return imported(name, "resumable", ifExists, ids, lines);
    }

    private UserImport imported(String name, String mode, IfExists ifExists, UserIds ids, InputStream lines) {
        String otherwise = word(ifExists);
        return Calls.call(() -> {
            try (Response response = api.importUsers(name, mode, otherwise, word(ids), lines)) {
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
        return importBundle(zip, null, null, BundleIds.KEEP);
    }

    /**
     * @param name null for the one that is in the file
     * @param database null for whichever is next
     */
    public Tenant importBundle(InputStream zip, String name, String database) {
        return importBundle(zip, name, database, BundleIds.KEEP);
    }

    /** The same, with a choice of ids. */
    public Tenant importBundle(InputStream zip, String name, String database, BundleIds ids) {
        return Calls.call(() -> api.importBundle(name, database, word(ids), zip));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static void write(Supplier<InputStream> answer, OutputStream out) throws IOException {
        try (InputStream body = Calls.call(answer)) {
            body.transferTo(out);
        }
    }
}
