package dev.tenantry.client;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Imports and exports tenants and their users. The caller closes the streams. Thread-safe. */
public final class TenantCopies {

    /** How to handle a line if the tenant already has a user with the line's user name. */
    public enum IfExists {
        FAIL,
        SKIP
    }

    /** How to handle the ids of imported users. */
    public enum UserIds {
        /**
         * An id remains unchanged if the id has the tenant's prefix, or is reserved for the tenant's realm. Any other
         * id gets a prefix, which contains the id of the tenant's component.
         */
        OWN,
        /** Every id remains unchanged. A line is refused if a user of another realm already has the line's id. */
        KEEP
    }

    /**
     * How to handle the ids in a bundle. If the tenant gets a name other than the name in the bundle, the ids are
     * always new.
     */
    public enum BundleIds {
        /** The ids in the bundle remain unchanged. If another realm has one of these ids, the bundle is refused. */
        KEEP,
        NEW
    }

    private final TenantsApi api;

    TenantCopies(TenantsApi api) {
        this.api = api;
    }

    /**
     * Imports users, one per line, in one transaction. If a line is refused, no user is imported and no exception is
     * thrown: {@link UserImport#failed} counts the refused lines, and {@link UserImport#errors} describes the first
     * thousand.
     *
     * @param lines UserRepresentations in JSON, in UTF-8
     */
    public UserImport importUsers(String name, InputStream lines, IfExists ifExists) {
        return importUsers(name, lines, ifExists, UserIds.OWN);
    }

    /** Imports users in one transaction. The caller chooses how ids are handled. */
    public UserImport importUsers(String name, InputStream lines, IfExists ifExists, UserIds ids) {
        return imported(name, "atomic", ifExists, ids, lines);
    }

    /**
     * Imports the users of all valid lines. Each transaction imports a few thousand users. Refused lines do not stop
     * the import.
     */
    public UserImport importWhoeverCanBe(String name, InputStream lines, IfExists ifExists) {
        return importWhoeverCanBe(name, lines, ifExists, UserIds.OWN);
    }

    /** Imports the users of all valid lines. The caller chooses how ids are handled. */
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
     * Exports all users except service accounts, with password hashes. Writes one line per user, in the format that
     * {@link #importUsers} reads.
     *
     * @throws IOException if the stream can't be written, or if the server's answer ends too early
     */
    public void exportUsers(String name, OutputStream lines) throws IOException {
        write(() -> api.exportUsers(name), lines);
    }

    /**
     * Exports the tenant as one ZIP file, with password hashes and the realm's keys.
     *
     * @throws IOException if the stream can't be written, or if the server's answer ends too early
     */
    public void exportBundle(String name, OutputStream zip) throws IOException {
        write(() -> api.exportBundle(name, false), zip);
    }

    /**
     * Exports the tenant as {@link #exportBundle(String, OutputStream)} does. The ZIP file also contains the tenant's
     * events.
     *
     * @throws IOException if the stream can't be written, or if the server's answer ends too early
     */
    public void exportBundleWithEvents(String name, OutputStream zip) throws IOException {
        write(() -> api.exportBundle(name, true), zip);
    }

    /**
     * Exports events, one JSON object per line: first all login events, then all admin events. Events of each kind are
     * sorted from the oldest to the newest.
     *
     * @param from the earliest time; null for no limit
     * @param to the latest time, inclusive; null for no limit
     * @param types the types of events to export, such as {@code LOGIN_ERROR}; all types if empty
     * @throws IOException if the stream can't be written, or if the server's answer ends too early
     */
    public void exportEvents(String name, Instant from, Instant to, List<String> types, OutputStream lines)
            throws IOException {
        write(() -> api.exportEvents(name, null, types, from, to), lines);
    }

    /** Restores a tenant from a file that {@link #exportBundle} has written. The tenant gets the name in the file. */
    public Tenant importBundle(InputStream zip) {
        return importBundle(zip, null, null, BundleIds.KEEP);
    }

    /**
     * Restores a tenant from an exported file, under another name or in a chosen database.
     *
     * @param name the tenant's new name; null for the name in the file
     * @param database the name of the database; null to let the server choose a database
     */
    public Tenant importBundle(InputStream zip, String name, String database) {
        return importBundle(zip, name, database, BundleIds.KEEP);
    }

    /** Restores a tenant from an exported file. The caller chooses how ids are handled. */
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
