package dev.tenantry.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.admin.client.Keycloak;

/**
 * The tenants of a Keycloak server, for whoever may view or manage them. Whatever the server refuses is a
 * {@link TenantsException}. Thread-safe; holds nothing but the {@link Keycloak} that it was given, which stays its
 * owner's to close.
 */
public final class TenantsClient {

    private final TenantsApi api;

    private TenantsClient(TenantsApi api) {
        this.api = api;
    }

    /**
     * @param keycloak signed in to realm master
     * @param serverUrl the same that it has, with the server's relative path if there is one
     */
    public static TenantsClient of(Keycloak keycloak, String serverUrl) {
        URI address = URI.create(serverUrl.replaceFirst("/+$", "") + "/admin/realms/master/tenants");
        return new TenantsClient(keycloak.proxy(TenantsApi.class, address));
    }

    /** Makes a tenant, and does not make it twice where the same request had no answer: see the other one. */
    public Tenant provision(NewTenant tenant) {
        return provision(tenant, UUID.randomUUID().toString());
    }

    /**
     * Makes a tenant, with realm, schema and first user; all of it or nothing.
     *
     * @param idempotencyKey under which the same request may be repeated, and gets the tenant that the first one made
     */
    public Tenant provision(NewTenant tenant, String idempotencyKey) {
        return Calls.call(() -> api.provision(idempotencyKey, tenant));
    }

    /** In order of name, asked for page by page as the stream goes on. */
    public Stream<Tenant> list(TenantQuery query) {
        return Calls.pages((first, max) -> api.list(query.search(), query.stateName(), first, max));
    }

    public int count(TenantQuery query) {
        return Calls.call(() -> api.count(query.search(), query.stateName()));
    }

    /** @throws TenantsException (404) where there is none of that name */
    public Tenant get(String name) {
        return Calls.call(() -> api.get(name));
    }

    public Optional<Tenant> find(String name) {
        return Calls.found(() -> api.get(name));
    }

    /** Renames tenant and realm, changes where its pages are and what they look like. */
    public Tenant change(String name, TenantChange change) {
        return Calls.call(() -> api.change(name, change));
    }

    public Tenant suspend(String name) {
        return Calls.call(() -> api.suspend(name));
    }

    public Tenant resume(String name) {
        return Calls.call(() -> api.resume(name));
    }

    /** Sets it aside for as many days as the server's option says. */
    public Tenant archive(String name) {
        return Calls.call(() -> api.archive(name, null));
    }

    public Tenant archive(String name, int retentionDays) {
        return Calls.call(() -> api.archive(name, retentionDays));
    }

    public Tenant restore(String name) {
        return Calls.call(() -> api.restore(name));
    }

    /** Brings its schema up to date. */
    public Tenant migrate(String name) {
        return Calls.call(() -> api.migrate(name));
    }

    /** Removes realm and schema of an archived tenant, with all users. */
    public void drop(String name) {
        drop(name, false);
    }

    /** @param force whether it may be one that is not archived */
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

    /** The users of realm master who may administer the tenant's realm for a time, in order of name. */
    public List<Access> access(String name) {
        return Calls.call(() -> api.access(name));
    }

    /**
     * Grants the administration of the tenant's realm to a user of realm master for a time, or replaces the grant that the
     * user has. Asks for master's role {@code grant-tenant-access}.
     */
    public Access grantAccess(String name, AccessRequest request) {
        return Calls.call(() -> api.grantAccess(name, request));
    }

    /**
     * Takes back what was granted to a user, before its time. Asks for master's role {@code grant-tenant-access}.
     *
     * @throws TenantsException (404) if the user has no grant
     */
    public void revokeAccess(String name, String user) {
        Calls.run(() -> api.revokeAccess(name, user));
    }

    /** The newest first, asked for page by page. */
    public Stream<DeletionRecord> deletionRecords() {
        return Calls.pages((first, max) -> api.deletionRecords(null, first, max));
    }

    /** Of all tenants that have had that name. */
    public Stream<DeletionRecord> deletionRecords(String name) {
        return Calls.pages((first, max) -> api.deletionRecords(name, first, max));
    }

    /** @param realmId the {@link Tenant#id} that the tenant had */
    public Optional<DeletionRecord> deletionRecord(String realmId) {
        return Calls.found(() -> api.deletionRecord(realmId));
    }

    /**
     * The names that tenants had before they were renamed or dropped, each kept for its realm; in order of name, asked for
     * page by page.
     *
     * @param search what the names contain; "" for all of them
     */
    public Stream<FormerName> formerNames(String search) {
        return Calls.pages((first, max) -> api.formerNames(search, first, max));
    }

    /**
     * Lets any realm have a former name from now on. Applications that still trust tokens of the name's issuer then trust
     * those of whichever realm gets the name.
     *
     * @throws TenantsException (404) if no such name is kept
     */
    public void freeName(String name) {
        Calls.run(() -> api.freeName(name));
    }

    /** @param days from 1 to 731, the last of which is today */
    public Statistics statistics(int days) {
        return Calls.call(() -> api.statistics(days));
    }

    /** What does not fit together between registry, schemas and realms. */
    public List<Finding> findings() {
        return Calls.call(api::findings);
    }

    /** Fixes it without losing anything, if it is still so; some fixes only keep it from doing harm. */
    public Fix fix(Finding finding) {
        return Calls.call(() -> api.fix(
                new TenantsApi.FixRequest(finding.kind(), finding.subject(), finding.database())));
    }

    /** What is wrong with a tenant, as far as the server that answers can tell, and what to do next. */
    public Health health(String name) {
        return Calls.call(() -> api.health(name));
    }

    /**
     * Binds a schema that no tenant has to a realm without users.
     *
     * @param database null for the main one
     */
    public Tenant attach(String realm, String schema, String database) {
        return Calls.call(() -> api.attach(new TenantsApi.Attaching(realm, database, schema)));
    }

    /** Tenants, and their users, in and out. */
    public TenantCopies copies() {
        return new TenantCopies(api);
    }

    /** What goes on in the background. */
    public TenantJobs jobs() {
        return new TenantJobs(api);
    }
}
