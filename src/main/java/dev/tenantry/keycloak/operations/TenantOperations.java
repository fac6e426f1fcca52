package dev.tenantry.keycloak.operations;

import dev.tenantry.core.adoption.Adoption;
import dev.tenantry.core.bundle.BundleFile;
import dev.tenantry.core.bundle.InvalidBundleException;
import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.RequestKey;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.access.AccessGrant;
import dev.tenantry.keycloak.access.AccessGrants;
import dev.tenantry.keycloak.access.AccessRequest;
import dev.tenantry.keycloak.bundle.TenantRestoration;
import dev.tenantry.keycloak.lifecycle.RealmAdoption;
import dev.tenantry.keycloak.lifecycle.RealmRemoval;
import dev.tenantry.keycloak.lifecycle.TenantChange;
import dev.tenantry.keycloak.lifecycle.TenantRenaming;
import dev.tenantry.keycloak.lifecycle.TenantStates;
import dev.tenantry.keycloak.provisioning.IdempotentProvisioning;
import dev.tenantry.keycloak.provisioning.ProvisionedTenant;
import dev.tenantry.keycloak.provisioning.ProvisioningRequest;
import dev.tenantry.keycloak.provisioning.SchemaAttaching;
import dev.tenantry.keycloak.provisioning.ServerProvisioner;
import dev.tenantry.keycloak.provisioning.TenantOrigin;
import dev.tenantry.keycloak.provisioning.TenantProvisioner;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.ObservedOperation;
import dev.tenantry.keycloak.realm.SessionOperation;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * All operations on tenants. REST, sign-up, the purge, repairs and the expiry of access call them here. Each call
 * counts once in the meters, by its outcome. Each call has a span, and puts the tenant's name on all lines logged
 * meanwhile. {@link SessionOperation} does so for operations of Keycloak's own API on a tenant's realm. The jobs of
 * adoptions and releases count at their end.
 *
 * <p>An operation works in Keycloak sessions of its own. It has committed when it returns. One session, one thread.
 */
public final class TenantOperations {

    private final KeycloakSession context;
    private final KeycloakSessionFactory factory;

    /** @param context the session of a request or a task; nothing is written in it */
    public TenantOperations(KeycloakSession context) {
        this.context = context;
        this.factory = context.getKeycloakSessionFactory();
    }

    /**
     * Creates a realm, its schema and its first user: all or nothing.
     *
     * @throws InvalidRequestException naming each field that is wrong
     * @throws TenantException (already exists) if a tenant or another realm has the name; (host taken)
     * @throws BusyException if too many provisionings wait, or those before this one take too long
     */
    public ProvisionedTenant provision(ProvisioningRequest request, TenantOrigin origin) {
        return provision(request, origin, null);
    }

    /**
     * Provisions once per idempotency key.
     *
     * @param caller a key is valid for its caller only
     * @param idempotencyKey that came with the request
     * @throws InvalidRequestException also if the key is malformed, or was used for another request
     * @throws TenantException also (wrong state) if the first request still runs after half a minute
     */
    public ProvisionedTenant provisionOnce(
            ProvisioningRequest request, TenantOrigin origin, String caller, String idempotencyKey) {
        return new IdempotentProvisioning(context, key -> provision(request, origin, key))
                .provision(request, caller, idempotencyKey);
    }

    private ProvisionedTenant provision(ProvisioningRequest request, TenantOrigin origin, RequestKey keyOrNull) {
        return call(Operation.PROVISION, request.name(),
                () -> provisioner().provision(context, request, origin, keyOrNull));
    }

    /**
     * Does all that {@link #provision} does, and rolls it back. Does not count in the meters.
     *
     * @return the first user's password as the tenant's realm would store it: hashed; null if the user has none
     */
    public CredentialRepresentation dryRun(ProvisioningRequest request, TenantOrigin origin) {
        return provisioner().dryRun(context, request, origin);
    }

    /**
     * Provisions a tenant from a bundle.
     *
     * @param nameOrNull null for the name in the bundle
     * @param databaseOrNull null for placement's choice
     * @param newIds true if every object gets a new id, also under the tenant's own name
     * @throws InvalidBundleException if this server can't restore the bundle
     * @throws TenantException (invalid name), (invalid database), (already exists), or (id taken) naming an id to be
     *     kept and the realm that has it
     */
    public Tenant restoreBundle(BundleFile bundle, String nameOrNull, String databaseOrNull, boolean newIds) {
        TenantRestoration restoration = TenantRestoration.of(context, bundle, nameOrNull, databaseOrNull, newIds);
        return call(Operation.PROVISION, restoration.name().value(), () -> restoration.run(context));
    }

    /**
     * Attaches a schema without a tenant to a standard realm without users.
     *
     * @param databaseOrNull the database of the schema; null for the main one
     * @throws InvalidRequestException if the realm no longer exists, or has users
     * @throws TenantException see {@link SchemaAttaching}
     */
    public void attach(RealmModel realm, String databaseOrNull, String schemaName) {
        run(Operation.ATTACH, realm.getName(),
                () -> SchemaAttaching.attach(factory, realm.getId(), databaseOrNull, schemaName));
    }

    /** Starts or continues to turn a standard realm into a tenant: see {@link RealmAdoption#adopt}. */
    public Adoption adopt(RealmModel realm) {
        return new RealmAdoption(context).adopt(realm);
    }

    /** Starts or continues to turn a tenant into a standard realm: see {@link RealmAdoption#release}. */
    public Adoption release(Tenant tenant) {
        return new RealmAdoption(context).release(tenant);
    }

    /**
     * Suspends, resumes or restores a tenant. {@link #archive} archives a tenant.
     *
     * @throws TenantException (wrong state) if the state forbids it; (schema broken) if the tenant would go into
     *     service with a broken schema
     */
    public void changeState(Tenant tenant, StateOperation operation) {
        run(operation.operation(), tenant, () -> TenantStates.apply(factory, tenant, operation));
    }

    /**
     * Archives a tenant.
     *
     * @param retention gives the time after which the tenant may be purged
     * @throws TenantException (wrong state) if the state forbids it
     */
    public void archive(Tenant tenant, Supplier<Duration> retention) {
        run(Operation.ARCHIVE, tenant, () -> TenantStates.archive(factory, tenant, retention.get()));
    }

    /**
     * Changes a tenant's names, host or branding, and those of its realm.
     *
     * @param change reads and checks the change
     * @throws TenantException (invalid name), (already exists) or (host taken)
     */
    public void rename(Tenant tenant, Supplier<TenantChange> change) {
        run(Operation.RENAME, tenant, () -> TenantRenaming.rename(factory, tenant, change.get()));
    }

    /**
     * Migrates a tenant's schema and compares it with a freshly made schema.
     *
     * @throws TenantException (wrong state) if the tenant can't be read; (schema broken) if something is missing that
     *     no migration restores
     */
    public void migrate(Tenant tenant) {
        run(Operation.MIGRATE, tenant, () -> {
            if (!tenant.state().canBeRead()) {
                throw TenantException.wrongState(tenant.name(), tenant.state());
            }
            tenants().lifecycle().migrateAndCompare(tenant);
        });
    }

    /**
     * Removes a tenant's realm, schema and role.
     *
     * @param force reads and checks the request: true to drop a tenant that is not archived
     * @throws TenantException (not archived), (wrong state), or (not found) if the tenant is gone
     */
    public void drop(Tenant tenant, Supplier<Boolean> force) {
        run(Operation.DROP, tenant, () -> {
            RealmRemoval.requireDroppable(tenant, force.get());
            RealmRemoval.dropTenant(factory, tenant);
        });
    }

    /**
     * Drops an archived tenant whose purge date has passed.
     *
     * @throws BusyException if another operation on the realm runs
     */
    void purge(Tenant tenant) {
        run(Operation.DROP, tenant, () -> RealmRemoval.purgeTenant(factory, tenant));
    }

    /**
     * Imports users.
     *
     * @param work the import, which belongs to a package above
     */
    public <T> T importUsers(Tenant tenant, Supplier<T> work) {
        return call(Operation.IMPORT, tenant.name().value(), work);
    }

    /** Grants the administration of a tenant's realm to a user of master: see {@link AccessGrants#grant}. */
    public AccessGrant grantAccess(
            Tenant tenant, AccessRequest request, String callerId, BiConsumer<KeycloakSession, AccessGrant> event) {
        return call(Operation.GRANT, tenant.name().value(),
                () -> AccessGrants.grant(context, tenant, request, callerId, event));
    }

    /** Takes access back: see {@link AccessGrants#revoke}. */
    public void revokeAccess(Tenant tenant, String username, BiConsumer<KeycloakSession, AccessGrant> event) {
        run(Operation.REVOKE, tenant, () -> AccessGrants.revoke(context, tenant, username, event));
    }

    /** Takes back access whose time is over. */
    void expireAccess(String tenant, Runnable work) {
        run(Operation.REVOKE, tenant, work);
    }

    /** Archives a tenant whose realm is gone, in the registry and the schema only. */
    void archiveWithoutRealm(Tenant tenant, Duration retention) {
        run(Operation.ARCHIVE, tenant, () -> {
            Participant archiving = tenants().lifecycle().archive(tenant, retention);
            archiving.prepare();
            archiving.afterCommit();
        });
    }

    /** Runs work while a tenant is suspended, and resumes the tenant if it was active. */
    void whileSuspended(Tenant tenant, Runnable work) {
        boolean active = tenant.state() == TenantState.ACTIVE;
        if (active) {
            changeState(tenant, StateOperation.SUSPEND);
        }
        work.run();
        if (active) {
            run(Operation.RESUME, tenant, () -> TenantStates.resumeUnchecked(factory, tenant));
        }
    }

    private TenantsProvider tenants() {
        return context.getProvider(TenantsProvider.class);
    }

    private TenantProvisioner provisioner() {
        return ServerProvisioner.of(factory);
    }

    private void run(Operation operation, Tenant tenant, Runnable work) {
        run(operation, tenant.name().value(), work);
    }

    private void run(Operation operation, String tenant, Runnable work) {
        call(operation, tenant, () -> {
            work.run();
            return null;
        });
    }

    private <T> T call(Operation operation, String tenant, Supplier<T> work) {
        return ObservedOperation.call(context, operation, tenant, work);
    }
}
