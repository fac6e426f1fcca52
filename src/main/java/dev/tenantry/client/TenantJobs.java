package dev.tenantry.client;

import java.util.List;
import java.util.stream.Stream;

/** Background jobs. If the server that runs a job dies, another server continues the job. Thread-safe. */
public final class TenantJobs {

    private final TenantsApi api;

    TenantJobs(TenantsApi api) {
        this.api = api;
    }

    /** Starts or continues to turn a standard realm into a tenant with all its users. */
    public Adoption adopt(String realm) {
        return Calls.call(() -> api.adopt(new TenantsApi.RealmName(realm)));
    }

    /** Starts or continues to turn a tenant into a standard realm. */
    public Adoption release(String name) {
        return Calls.call(() -> api.release(name));
    }

    /** Returns the present status of an adoption or release. */
    public Adoption adoption(String id) {
        return Calls.call(() -> api.adoption(id));
    }

    /** Lists adoptions and releases, the newest first. Requests page by page. */
    public Stream<Adoption> adoptions() {
        return Calls.pages(api::adoptions);
    }

    /** Cancels an adoption or release and puts the realm back. Refused (409) after the switch. */
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
     * @param canaries names of tenants to migrate first; if one fails, the job stops
     * @param errorBudget how many tenants may fail before the job stops
     */
    public MigrationJob migrateAll(List<String> canaries, int errorBudget) {
        return Calls.call(() -> api.migrateAll(String.join(",", canaries), errorBudget));
    }

    public MigrationJob migration(String id) {
        return Calls.call(() -> api.migrationJob(id));
    }

    /** Lists the newest jobs first, without their failures. Requests page by page. */
    public Stream<MigrationJob> migrations() {
        return Calls.pages(api::migrationJobs);
    }

    /** Stops the job: finishes tenants in progress and starts no others. */
    public MigrationJob stopMigration(String id) {
        return Calls.call(() -> api.stopMigration(id));
    }
}
