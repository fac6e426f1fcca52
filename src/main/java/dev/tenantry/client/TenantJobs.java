package dev.tenantry.client;

import java.util.List;
import java.util.stream.Stream;

/**
 * Starts, shows and stops background jobs. If the server that runs a job dies, another server continues the job.
 * Thread-safe.
 */
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
     * Cancels an adoption or release. The realm returns to its former state.
     *
     * @throws TenantsException (409) if the job is done or canceled, or if it has reached step SWITCH
     */
    public Adoption cancelAdoption(String id) {
        return Calls.call(() -> api.cancelAdoption(id));
    }

    /** Starts a job that migrates all tenants. If such a job is running, returns the running job. */
    public MigrationJob migrateAll() {
        return Calls.call(() -> api.migrateAll(null, null));
    }

    /**
     * Starts a job that migrates all tenants, with canaries and an error budget. If a migration job is running, returns
     * the running job unchanged.
     *
     * @param canaries the names of tenants to migrate first; if a canary fails, the job stops
     * @param errorBudget how many tenants may fail before the job stops
     */
    public MigrationJob migrateAll(List<String> canaries, int errorBudget) {
        return Calls.call(() -> api.migrateAll(String.join(",", canaries), errorBudget));
    }

    /**
     * Migrates some tenants, which are chosen at random, and rolls each of these migrations back. While a tenant is
     * migrated, the tenant's requests wait. So call this method on a server that uses a copy of the databases.
     *
     * @param tenants the number of tenants to rehearse with
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

    /** Stops the job. Migrations in progress are finished, but no further migration begins. */
    public MigrationJob stopMigration(String id) {
        return Calls.call(() -> api.stopMigration(id));
    }
}
