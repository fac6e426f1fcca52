package dev.tenantry.client;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Imports and exports tenants and their users. The caller closes the streams. Thread-safe. */
public final class TenantCopies {

    /** How to handle a line whose user name exists. */
    public enum IfExists {
        FAIL,
        SKIP
    }

    /** How to handle the id of an imported user. */
    public enum UserIds {
        /** Keeps the tenant's own ids. Any other id gets the tenant's component as a prefix in Keycloak. */
        OWN,
        /** Keeps every id. A line whose id a user of another realm has is refused. */
        KEEP
    }

    /** How to handle the ids in a bundle. Under another name all ids are new. */
    public enum BundleIds {
        /** Keeps the ids. A bundle with an id that another realm has is refused. */
        KEEP,
        NEW
    }

    private final TenantsApi api;

    TenantCopies(TenantsApi api) {
        this.api = api;
    }

    /**
     * Imports users, one per line, in one transaction. If a line is refused, no user is imported and no exception is
     * thrown: {@link UserImport#failed} counts the refused lines, and {@link UserImport#errors} describes each.
     *
     * @param lines UserRepresentations in JSON, in UTF-8
     */
    public UserImport importUsers(String name, InputStream lines, IfExists ifExists) {
        return importUsers(name, lines, ifExists, UserIds.OWN);
    }

    /** Imports users in one transaction, with a choice of ids. */
    public UserImport importUsers(String name, InputStream lines, IfExists ifExists, UserIds ids) {
        return imported(name, "atomic", ifExists, ids, lines);
    }

    /** Imports all valid lines, some thousand in each transaction. */
    public UserImport importWhoeverCanBe(String name, InputStream lines, IfExists ifExists) {
        return importWhoeverCanBe(name, lines, ifExists, UserIds.OWN);
    }

    /** Imports all valid lines, with a choice of ids. */
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
     * Exports all users except service accounts as such lines, with password hashes.
     *
     * @throws IOException if the stream can't be written, or the answer breaks off
     */
    public void exportUsers(String name, OutputStream lines) throws IOException {
        write(() -> api.exportUsers(name), lines);
    }

    /**
     * Exports the tenant as one ZIP file, with password hashes and the realm's keys.
     *
     * @throws IOException if the stream can't be written, or the answer breaks off
     */
    public void exportBundle(String name, OutputStream zip) throws IOException {
        write(() -> api.exportBundle(name), zip);
    }

    /** Restores a tenant from such a file, under the name in the file. */
    public Tenant importBundle(InputStream zip) {
        return importBundle(zip, null, null, BundleIds.KEEP);
    }

    /**
     * Restores a tenant from such a file, under another name or in a chosen database.
     *
     * @param name null for the name in the file
     * @param database null for placement's choice
     */
    public Tenant importBundle(InputStream zip, String name, String database) {
        return importBundle(zip, name, database, BundleIds.KEEP);
    }

    /** Restores a tenant from such a file, with a choice of ids. */
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
