package dev.tenantry.client;

import java.util.List;
import java.util.stream.Stream;

/** Background jobs. If the server that runs a job dies, another server continues the job. Thread-safe. */
public final class TenantJobs {

    private final TenantsApi api;

    TenantJobs(TenantsApi api) {
        this.api = api;
    }

    /**
     * Starts a job that turns a standard realm, with all its users, into a tenant. If the realm has an unfinished job,
     * continues that job.
     */
    public Adoption adopt(String realm) {
        return Calls.call(() -> api.adopt(new TenantsApi.RealmName(realm)));
    }

    /**
     * Starts a job that turns a tenant, with all its users, into a standard realm. If the realm has an unfinished job,
     * continues that job.
     */
    public Adoption release(String name) {
        return Calls.call(() -> api.release(name));
    }

    /** Returns the present status of an adoption or release. */
    public Adoption adoption(String id) {
        return Calls.call(() -> api.adoption(id));
    }

    /** Lists adoptions and releases, newest first. Requests the list page by page. */
    public Stream<Adoption> adoptions() {
        return Calls.pages(api::adoptions);
    }

    /**
     * Cancels an adoption or release, and returns the realm to its former state. The server refuses this (409) after
     * the realm has switched stores.
     */
    public Adoption cancelAdoption(String id) {
        return Calls.call(() -> api.cancelAdoption(id));
    }

    /** Starts a migration of all tenants, or returns the running job. */
    public MigrationJob migrateAll() {
        return Calls.call(() -> api.migrateAll(null, null));
    }

    /**
     * Starts a migration of all tenants with canaries and an error budget, or returns the running job.
     *
     * @param canaries the names of tenants to migrate first; if a canary fails, the job stops
     * @param errorBudget how many tenants may fail before the job stops
     */
    public MigrationJob migrateAll(List<String> canaries, int errorBudget) {
        return Calls.call(() -> api.migrateAll(String.join(",", canaries), errorBudget));
    }

    /**
     * Migrates some tenants, chosen at random, and rolls each migration back. For a server on a copy of the databases:
     * requests of these tenants wait meanwhile.
     *
     * @param tenants the number of tenants
     */
    public Rehearsal rehearseMigrations(int tenants) {
        return Calls.call(() -> api.rehearse(tenants));
    }

    public MigrationJob migration(String id) {
        return Calls.call(() -> api.migrationJob(id));
    }

    /** Lists the migration jobs without their failures, newest first. Requests the list page by page. */
    public Stream<MigrationJob> migrations() {
        return Calls.pages(api::migrationJobs);
    }

    /** Stops the job: tenants in progress are finished, and no further tenant is begun. */
    public MigrationJob stopMigration(String id) {
        return Calls.call(() -> api.stopMigration(id));
    }
}
