package dev.tenantry.core.schema;

import dev.tenantry.core.tenant.TenantReadHandle;

/** Reads the version of a tenant's schema from the schema's own history. */
public final class SchemaVersion {

    static final String OF_HISTORY =
            "select coalesce(max(version::integer), 0) from " + MigrationScripts.HISTORY + " where success";

    private SchemaVersion() {}

    /** Returns the number of the newest script that has run in the schema; 0 if no script has run. */
    public static int of(TenantReadHandle handle) {
        return handle.count(OF_HISTORY);
    }
}
