package dev.tenantry.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.admin.client.Keycloak;

/**
 * The tenants of a Keycloak server, for callers who may view or manage them. A refusal by the server is a {@link
 * TenantsException}. Thread-safe. Holds only the given {@link Keycloak}, which the caller closes.
 */
public final class TenantsClient {

    private final TenantsApi api;

    private TenantsClient(TenantsApi api) {
        this.api = api;
    }

    /**
     * Creates a client.
     *
     * @param keycloak signed in to realm master
     * @param serverUrl the server's address, as given to {@code keycloak}, with its relative path if there is one
     */
    public static TenantsClient of(Keycloak keycloak, String serverUrl) {
        URI address = URI.create(serverUrl.replaceFirst("/+$", "") + "/admin/realms/master/tenants");
        return new TenantsClient(keycloak.proxy(TenantsApi.class, address));
    }

    /** Provisions a tenant under a random idempotency key: see {@link #provision(NewTenant, String)}. */
    public Tenant provision(NewTenant tenant) {
        return provision(tenant, UUID.randomUUID().toString());
    }

    /**
     * Provisions a tenant: realm, schema and first user, all or nothing.
     *
     * @param idempotencyKey to repeat the request under; a repetition returns the tenant of the first request
     */
    public Tenant provision(NewTenant tenant, String idempotencyKey) {
        return Calls.call(() -> api.provision(idempotencyKey, tenant));
    }

    /** Lists tenants in order of name. Requests page by page while the stream is read. */
    public Stream<Tenant> list(TenantQuery query) {
        return Calls.pages((first, max) -> api.list(query.search(), query.stateName(), first, max));
    }

    public int count(TenantQuery query) {
        return Calls.call(() -> api.count(query.search(), query.stateName()));
    }

    /**
     * Returns a tenant.
     *
     * @throws TenantsException (404) if there is no tenant of that name
     */
    public Tenant get(String name) {
        return Calls.call(() -> api.get(name));
    }

    public Optional<Tenant> find(String name) {
        return Calls.found(() -> api.get(name));
    }

    /** Renames tenant and realm, and changes their host and branding. */
    public Tenant change(String name, TenantChange change) {
        return Calls.call(() -> api.change(name, change));
    }

    public Tenant suspend(String name) {
        return Calls.call(() -> api.suspend(name));
    }

    public Tenant resume(String name) {
        return Calls.call(() -> api.resume(name));
    }

    /** Archives the tenant for the number of days in the server's option. */
    public Tenant archive(String name) {
        return Calls.call(() -> api.archive(name, null));
    }

    public Tenant archive(String name, int retentionDays) {
        return Calls.call(() -> api.archive(name, retentionDays));
    }

    public Tenant restore(String name) {
        return Calls.call(() -> api.restore(name));
    }

    /** Migrates the tenant's schema. */
    public Tenant migrate(String name) {
        return Calls.call(() -> api.migrate(name));
    }

    /** Drops an archived tenant: realm, schema and all users. */
    public void drop(String name) {
        drop(name, false);
    }

    /**
     * Drops a tenant: realm, schema and all users.
     *
     * @param force true to drop a tenant that is not archived
     */
    public void drop(String name, boolean force) {
        Calls.run(() -> api.drop(name, force, new TenantsApi.Name(name)));
    }

    public Usage usage(String name) {
        return Calls.call(() -> api.usage(name));
    }

    public TenantMigrations migrations(String name) {
        return Calls.call(() -> api.migrations(name));
    }

    public Drift drift(String name) {
        return Calls.call(() -> api.drift(name));
    }

    public Residue residue(String name) {
        return Calls.call(() -> api.residue(name));
    }

    /** Lists the access grants over the tenant's realm, in order of the users' names. */
    public List<Access> access(String name) {
        return Calls.call(() -> api.access(name));
    }

    /**
     * Grants the administration of the tenant's realm to a user of realm master for a time, or replaces the user's
     * existing grant. Requires master's role {@code grant-tenant-access}.
     */
    public Access grantAccess(String name, AccessRequest request) {
        return Calls.call(() -> api.grantAccess(name, request));
    }

    /**
     * Takes a user's access back before its time. Requires master's role {@code grant-tenant-access}.
     *
     * @throws TenantsException (404) if the user has no grant
     */
    public void revokeAccess(String name, String user) {
        Calls.run(() -> api.revokeAccess(name, user));
    }

    /** Lists deletion records, the newest first. Requests page by page. */
    public Stream<DeletionRecord> deletionRecords() {
        return Calls.pages((first, max) -> api.deletionRecords(null, first, max));
    }

    /** Lists the deletion records of all tenants that had the name. */
    public Stream<DeletionRecord> deletionRecords(String name) {
        return Calls.pages((first, max) -> api.deletionRecords(name, first, max));
    }

    /**
     * Finds a deletion record.
     *
     * @param realmId the {@link Tenant#id} that the tenant had
     */
    public Optional<DeletionRecord> deletionRecord(String realmId) {
        return Calls.found(() -> api.deletionRecord(realmId));
    }

    /**
     * Lists former names of tenants in order of name. A former name stays reserved for the realm that had the name.
     * Requests page by page.
     *
     * @param search a part of the names; "" for all
     */
    public Stream<FormerName> formerNames(String search) {
        return Calls.pages((first, max) -> api.formerNames(search, first, max));
    }

    /**
     * Lets any realm take a former name from now on. Applications that still trust tokens of the name's issuer then
     * trust tokens of the next realm with the name.
     *
     * @throws TenantsException (404) if no such name is kept
     */
    public void freeName(String name) {
        Calls.run(() -> api.freeName(name));
    }

    /**
     * Returns statistics of the platform.
     *
     * @param days from 1 to 731, the last of which is today
     */
    public Statistics statistics(int days) {
        return Calls.call(() -> api.statistics(days));
    }

    /** Lists mismatches between registry, schemas and realms. */
    public List<Finding> findings() {
        return Calls.call(api::findings);
    }

    /** Fixes a finding without loss of data if it still exists. Some fixes only keep it from doing harm. */
    public Fix fix(Finding finding) {
        return Calls.call(() -> api.fix(
                new TenantsApi.FixRequest(finding.kind(), finding.subject(), finding.database())));
    }

    /** Returns the faults of a tenant that the answering server can detect, and the next steps. */
    public Health health(String name) {
        return Calls.call(() -> api.health(name));
    }

    /**
     * Attaches a schema without a tenant to a realm without users.
     *
     * @param database null for the main one
     */
    public Tenant attach(String realm, String schema, String database) {
        return Calls.call(() -> api.attach(new TenantsApi.Attaching(realm, database, schema)));
    }

    /** Returns the import and export of tenants and their users. */
    public TenantCopies copies() {
        return new TenantCopies(api);
    }

    /** Returns the background jobs. */
    public TenantJobs jobs() {
        return new TenantJobs(api);
    }
}
