package dev.tenantry.core.audit;

import dev.tenantry.core.db.Scope;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;

/**
 * Refuses to put a tenant into service if its schema is missing, has no schema mark, has the mark of another realm, or
 * lacks an object that the migrations create. Additional objects, such as an operator's own index, are accepted. Reads
 * only. Thread-safe.
 */
public final class WholeSchema {

    private final TenantDatabases databases;
    private final DriftCheck drift;

    public WholeSchema(TenantDatabases databases, DriftCheck drift) {
        this.databases = databases;
        this.drift = drift;
    }

    /**
     * @throws TenantException (schema broken) if the schema is missing, has no schema mark, has the mark of another
     *     realm, or is incomplete; the message names the fault and the next step
     */
    public void require(Tenant tenant) {
        String mark = databases.of(tenant).read(Scope.NONE, handle -> handle.first(
                "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = ?",
                row -> row.getString(1), tenant.schema().value()))
                .orElseThrow(() -> TenantException.schemaBroken(
                        tenant, "does not exist", "Restore it from a backup"));
        if (mark.isEmpty()) {
            throw TenantException.schemaBroken(
                    tenant, "has no schema mark", "Run: tenantry findings --fix SCHEMA_UNMARKED " + tenant.name());
        }
        if (!new SchemaMark(mark).isOf(tenant.realmId())) {
            throw TenantException.schemaBroken(tenant, "is marked as another realm's (" + mark + ")",
                    Finding.Kind.SCHEMA_FOREIGN.remedy(tenant.name().value()));
        }
        requireNothingMissing(tenant);
    }

    /**
     * @throws TenantException (schema broken) if the schema lacks an object; the message names the missing objects and
     *     the next step
     */
    public void requireNothingMissing(Tenant tenant) {
        drift.find(tenant).filter(found -> !found.lacking().isEmpty()).ifPresent(found -> {
            throw TenantException.schemaBroken(
                    tenant, "is not what version " + found.version() + " makes (" + found.summary() + ")",
                    Finding.Kind.SCHEMA_DRIFTED.remedy(tenant.name().value()));
        });
    }
}
