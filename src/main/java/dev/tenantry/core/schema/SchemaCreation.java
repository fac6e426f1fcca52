package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.RoleName;
import dev.tenantry.core.tenant.SchemaIdentity;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;

/**
 * Creates a tenant's role and schema, and sets the schema mark to the tenant's realm. On Citus, the schema is not
 * created on the workers. Thread-safe.
 */
public final class SchemaCreation {

    /**
     * The setting that stops Citus from creating the schema on its workers too. A worker would refuse this with 42501,
     * since Citus connects as the pool's own role, which is not the schema's owner. A server without Citus ignores the
     * setting.
     */
    private static final String PROPAGATION = "citus.enable_ddl_propagation";

    private final Database database;
    private final SchemaRoles roles;

    public SchemaCreation(Database database, SchemaRoles roles) {
        this.database = database.forProvisioning();
        this.roles = roles;
    }

    /** Returns a copy of the given scope with a setting that stops Citus from creating new objects on its workers. */
    public static Scope onOneServer(Scope scope) {
        return scope.with(PROPAGATION, "off");
    }

    /**
     * Begins a transaction, creates the tenant's schema in the transaction, and enters the schema. The caller ends the
     * transaction.
     */
    public Transaction begin(Tenant tenant, SchemaMark mark) {
        return begin(tenant, "create schema ", mark);
    }

    /**
     * Begins a transaction for an attempt of an adoption, creates the tenant's schema if it does not exist, and enters
     * the schema. The caller ends the transaction.
     *
     * @throws TenantException (wrong state) if a later attempt has set the schema mark
     */
    public Transaction beginAgain(Tenant tenant, long attempt) {
        return begin(tenant, "create schema if not exists ", SchemaMark.adoption(tenant.realmId(), attempt));
    }

    private Transaction begin(Tenant tenant, String create, SchemaMark mark) {
        Transaction transaction = database.begin(onOneServer(Scope.NONE));
        try {
            AdvisoryLock.of(tenant.schema()).take(transaction.handle());
            create(transaction.handle(), tenant, create, mark);
            return transaction;
        } catch (RuntimeException failure) {
            transaction.rollback();
            throw failure;
        }
    }

    private void create(Handle handle, Tenant tenant, String create, SchemaMark mark) {
        RoleName role = tenant.roleOrNull();
        if (role != null) {
            roles.create(handle, role);
        }
        handle.update(create + tenant.schema().quoted() + (role == null ? "" : " authorization " + role.quoted()));
        handle.enter(tenant.owned().scope());
        if (mark.attempt() == 0) {
            SchemaIdentity.mark(handle, tenant.schema(), mark);
        } else {
            SchemaIdentity.claim(handle, tenant, mark.attempt());
        }
    }
}
