package dev.tenantry.client;

import java.util.List;
import java.util.stream.Stream;

/** What goes on in the background, also after the server that began it has died. Thread-safe. */
public final class TenantJobs {

    private final TenantsApi api;

    TenantJobs(TenantsApi api) {
        this.api = api;
    }

    /** Begins to turn a standard realm into a tenant with all its users, or goes on with that. */
    public Adoption adopt(String realm) {
        return Calls.call(() -> api.adopt(new TenantsApi.RealmName(realm)));
    }

    /** Begins to turn a tenant into a standard realm, or goes on with that. */
    public Adoption release(String name) {
        return Calls.call(() -> api.release(name));
    }

    /** How that stands. */
    public Adoption adoption(String id) {
        return Calls.call(() -> api.adoption(id));
    }

    /** Adoptions and releases, the newest first, asked for page by page. */
    public Stream<Adoption> adoptions() {
        return Calls.pages(api::adoptions);
    }

    /** Cancels an adoption or release and puts the realm back. Refused (409) once the realm has changed sides. */
    public Adoption cancelAdoption(String id) {
        return Calls.call(() -> api.cancelAdoption(id));
    }

    /** Begins to bring all tenants up to date, where no such job is under way. */
    public MigrationJob migrateAll() {
        return Calls.call(() -> api.migrateAll(null, null));
    }

    /**
     * @param canaries names of tenants that go first; where one fails the job stops
     * @param errorBudget how many tenants may fail before it stops
     */
    public MigrationJob migrateAll(List<String> canaries, int errorBudget) {
        return Calls.call(() -> api.migrateAll(String.join(",", canaries), errorBudget));
    }

    public MigrationJob migration(String id) {
        return Calls.call(() -> api.migrationJob(id));
    }

    /** The newest first, without their failures, asked for page by page. */
    public Stream<MigrationJob> migrations() {
        return Calls.pages(api::migrationJobs);
    }

    /** Tenants whose turn has come are finished, and no others begun. */
    public MigrationJob stopMigration(String id) {
        return Calls.call(() -> api.stopMigration(id));
    }
}
