package dev.tenantry.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.admin.client.Keycloak;

/**
 * The client of Tenantry's API on a Keycloak server. The user with which {@link Keycloak} has signed in needs one of
 * master's roles: {@code view-tenants} is enough to read; a change needs {@code manage-tenants} or {@code admin}. A
 * method throws a {@link TenantsException} if the server refuses the method's request. The caller closes the given
 * {@link Keycloak}; the client itself needs no closing. Thread-safe.
 */
public final class TenantsClient {

    private final TenantsApi api;

    private TenantsClient(TenantsApi api) {
        this.api = api;
    }

    /**
     * Creates a client.
     *
     * @param keycloak Keycloak's admin client, signed in to realm master
     * @param serverUrl the server's address, which {@code keycloak} uses too; includes the server's relative path, if
     *     any
     */
    public static TenantsClient of(Keycloak keycloak, String serverUrl) {
        URI address = URI.create(serverUrl.replaceFirst("/+$", "") + "/admin/realms/master/tenants");
        return new TenantsClient(keycloak.proxy(TenantsApi.class, address));
    }

    /** Provisions a tenant with a random idempotency key: see {@link #provision(NewTenant, String)}. */
    public Tenant provision(NewTenant tenant) {
        return provision(tenant, UUID.randomUUID().toString());
    }

    /**
     * Provisions a tenant: creates its realm, its schema and its first user. If a step fails, nothing is created.
     *
     * @param idempotencyKey identifies the request; a repeated request with the same key returns the tenant of the
     *     first request
     */
    public Tenant provision(NewTenant tenant, String idempotencyKey) {
        return Calls.call(() -> api.provision(idempotencyKey, tenant));
    }

    /** Lists tenants in the order of their names. Requests the list page by page while the stream is read. */
    public Stream<Tenant> list(TenantQuery query) {
        return Calls.pages((first, max) -> api.list(query.search(), query.stateName(), first, max));
    }

    public int count(TenantQuery query) {
        return Calls.call(() -> api.count(query.search(), query.stateName()));
    }

    /**
     * Returns a tenant.
     *
     * @throws TenantsException (404) if there is no tenant with that name
     */
    public Tenant get(String name) {
        return Calls.call(() -> api.get(name));
    }

    public Optional<Tenant> find(String name) {
        return Calls.found(() -> api.get(name));
    }

    /** Changes the name, display name, host and branding of a tenant and its realm. */
    public Tenant change(String name, TenantChange change) {
        return Calls.call(() -> api.change(name, change));
    }

    public Tenant suspend(String name) {
        return Calls.call(() -> api.suspend(name));
    }

    public Tenant resume(String name) {
        return Calls.call(() -> api.resume(name));
    }

    /** Archives the tenant. The tenant may be purged after the number of days that a server option sets. */
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

    /** Lists the grants that let users administer the tenant's realm, in the order of the users' names. */
    public List<Access> access(String name) {
        return Calls.call(() -> api.access(name));
    }

    /**
     * Lets a user of realm master administer the tenant's realm for a limited time. Replaces the user's existing grant.
     * Requires master's role {@code grant-tenant-access} or {@code admin}.
     */
    public Access grantAccess(String name, AccessRequest request) {
        return Calls.call(() -> api.grantAccess(name, request));
    }

    /**
     * Revokes a user's access to the tenant's realm before the access expires. Requires master's role
     * {@code grant-tenant-access} or {@code admin}.
     *
     * @throws TenantsException (404) if the user has no grant
     */
    public void revokeAccess(String name, String user) {
        Calls.run(() -> api.revokeAccess(name, user));
    }

    /** Lists deletion records, newest first. Requests the list page by page. */
    public Stream<DeletionRecord> deletionRecords() {
        return Calls.pages((first, max) -> api.deletionRecords(null, first, max));
    }

    /** Lists the deletion records of all dropped tenants that had this name. */
    public Stream<DeletionRecord> deletionRecords(String name) {
        return Calls.pages((first, max) -> api.deletionRecords(name, first, max));
    }

    /**
     * Finds the deletion record of a dropped tenant.
     *
     * @param realmId the id that the tenant's realm had: the value that {@link Tenant#id} had before the tenant was
     *     dropped
     */
    public Optional<DeletionRecord> deletionRecord(String realmId) {
        return Calls.found(() -> api.deletionRecord(realmId));
    }

    /**
     * Lists former names of tenants in alphabetical order. Requests the list page by page. A former name stays reserved
     * for the realm that had the name.
     *
     * @param search a text that the names contain; "" for all names
     */
    public Stream<FormerName> formerNames(String search) {
        return Calls.pages((first, max) -> api.formerNames(search, first, max));
    }

    /**
     * Removes the reservation of a former name, so that any realm can get the name. Caution: the name is part of the
     * issuer in tokens. An application that still trusts the former tenant's issuer will also trust the tokens of the
     * next realm with this name.
     *
     * @throws TenantsException (404) if the name is not reserved
     */
    public void freeName(String name) {
        Calls.run(() -> api.freeName(name));
    }

    /**
     * Returns statistics of the platform.
     *
     * @param days the number of days up to and including today, from 1 to 731
     */
    public Statistics statistics(int days) {
        return Calls.call(() -> api.statistics(days));
    }

    /** Lists mismatches between registry, schemas and realms. */
    public List<Finding> findings() {
        return Calls.call(api::findings);
    }

    /**
     * Fixes a finding without loss of data, if the finding still exists. Some fixes only prevent further harm. In this
     * case the finding remains.
     */
    public Fix fix(Finding finding) {
        return Calls.call(() -> api.fix(
                new TenantsApi.FixRequest(finding.kind(), finding.subject(), finding.database())));
    }

    /** Returns the faults of a tenant that the answering server can detect, and the next steps. */
    public Health health(String name) {
        return Calls.call(() -> api.health(name));
    }

    /**
     * Attaches an existing schema to a realm. The schema must belong to no tenant, and the realm must have no users.
     *
     * @param database the name of the schema's database; null for the main database
     */
    public Tenant attach(String realm, String schema, String database) {
        return Calls.call(() -> api.attach(new TenantsApi.Attaching(realm, database, schema)));
    }

    /** Returns the operations that import and export tenants and their users. */
    public TenantCopies copies() {
        return new TenantCopies(api);
    }

    /** Returns the operations that start, show and stop background jobs. */
    public TenantJobs jobs() {
        return new TenantJobs(api);
    }
}
