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
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * All operations on tenants. REST, sign-up, the purge, the repair of findings and the expiry of access call operations
 * only through this class. Each call of an operation counts once in the meters, and has a span. All lines logged during
 * the call carry the tenant's name. Two kinds of calls have no span: a dry run, which is not counted either, and the
 * start of an adoption or release, which is counted when its job ends. If Keycloak's own API, console or import changes
 * a tenant's realm, {@link SessionOperation} counts the operation.
 *
 * <p>An operation works in separate Keycloak sessions, and has committed when the method returns. Not thread-safe.
 */
public final class TenantOperations {

    private final KeycloakSession context;
    private final KeycloakSessionFactory factory;

    /** @param context the session of the calling request or task; the operations write in sessions of their own */
    public TenantOperations(KeycloakSession context) {
        this.context = context;
        this.factory = context.getKeycloakSessionFactory();
    }

    /**
     * Creates a realm, its schema and its first user: all or nothing.
     *
     * @throws InvalidRequestException if fields are wrong; the exception names these fields
     * @throws TenantException (already exists) if a tenant or another realm has the name; (host taken) if another realm
     *     has the host
     * @throws BusyException if the request waits for other provisionings for more than one minute, or if it is a
     *     sign-up and too many sign-ups are waiting
     */
    public ProvisionedTenant provision(ProvisioningRequest request, TenantOrigin origin) {
        return provision(request, origin, null);
    }

    /**
     * Provisions a tenant, but only once per idempotency key. A repeated request gets the tenant of the first request.
     *
     * @param caller the caller of the request; another caller can use the same key for another tenant
     * @param idempotencyKey the key from the request's header
     * @throws InvalidRequestException as {@link #provision} does, or if the key is malformed or was used for another
     *     request
     * @throws TenantException as {@link #provision} does, or (wrong state) if the first request with the key still runs
     *     after half a minute
     */
    public ProvisionedTenant provisionOnce(
            ProvisioningRequest request, TenantOrigin origin, String caller, String idempotencyKey) {
        return new IdempotentProvisioning(context, key -> provision(request, origin, key))
                .provision(request, caller, idempotencyKey);
    }

    /**
     * Returns the tenant that an earlier call of {@link #provisionOnce} with the same arguments has provisioned; empty
     * if there was no such call. If the earlier call is still running, waits for the end of that call.
     *
     * @throws InvalidRequestException if the key is malformed
     * @throws TenantException (wrong state) if the earlier call is still running after half a minute
     */
    public Optional<ProvisionedTenant> provisionedBefore(
            ProvisioningRequest request, String caller, String idempotencyKey) {
        return IdempotentProvisioning.find(context, request, caller, idempotencyKey);
    }

    private ProvisionedTenant provision(ProvisioningRequest request, TenantOrigin origin, RequestKey keyOrNull) {
        return call(Operation.PROVISION, request.name(),
                () -> provisioner().provision(context, request, origin, keyOrNull));
    }

    /**
     * Does all that {@link #provision} does, and rolls all changes back. The meters do not count this
     * call.
     *
     * @return the first user's hashed password, as the tenant's schema would store it; empty if the user has no
     *     password
     */
    public Optional<CredentialRepresentation> dryRun(ProvisioningRequest request, TenantOrigin origin) {
        return provisioner().dryRun(context, request, origin);
    }

    /**
     * Provisions a tenant from a bundle.
     *
     * @param nameOrNull the name for the tenant; null for the name in the bundle
     * @param databaseOrNull the database for the schema; null to let the placement rule choose
     * @param newIds true to give every object a new id even if the tenant keeps its name
     * @throws InvalidBundleException if this server can't restore the bundle
     * @throws TenantException (invalid name) or (invalid database) if a parameter is invalid; (already exists) if
     *     another realm has the name; (id taken) if another realm has one of the ids
     */
    public Tenant restoreBundle(BundleFile bundle, String nameOrNull, String databaseOrNull, boolean newIds) {
        TenantRestoration restoration = TenantRestoration.of(context, bundle, nameOrNull, databaseOrNull, newIds);
        return call(Operation.PROVISION, restoration.name().value(), () -> restoration.run(context));
    }

    /**
     * Attaches a schema without a tenant to a standard realm without users.
     *
     * @param databaseOrNull the database of the schema; null for the main database
     * @throws InvalidRequestException if the realm no longer exists, or has users
     * @throws TenantException for the reasons that {@link SchemaAttaching#attach} lists
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
     * Suspends, resumes or restores a tenant. To archive a tenant, call {@link #archive}.
     *
     * @throws TenantException (wrong state) if the tenant's state forbids the operation; (schema broken) if the
     *     operation would put a tenant with a broken schema into service
     */
    public void changeState(Tenant tenant, StateOperation operation) {
        run(operation.operation(), tenant, () -> TenantStates.apply(factory, tenant, operation));
    }

    /**
     * Archives a tenant.
     *
     * @param retention a function that returns how long the tenant remains archived before it may be purged
     * @throws TenantException (wrong state) if the tenant's state forbids archiving
     */
    public void archive(Tenant tenant, Supplier<Duration> retention) {
        run(Operation.ARCHIVE, tenant, () -> TenantStates.archive(factory, tenant, retention.get()));
    }

    /**
     * Changes the names, host or branding of a tenant and its realm.
     *
     * @param change a function that reads and checks the request, and returns the change
     * @throws TenantException (invalid name), (already exists) or (host taken)
     */
    public void rename(Tenant tenant, Supplier<TenantChange> change) {
        run(Operation.RENAME, tenant, () -> TenantRenaming.rename(factory, tenant, change.get()));
    }

    /**
     * Migrates a tenant's schema, then compares the schema with a freshly made one.
     *
     * @throws TenantException (wrong state) if the tenant's users can't be read; (schema broken) if the schema lacks
     *     something that no migration restores
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
     * @param force reads and checks the request; returns true to drop a tenant that is not archived
     * @throws TenantException (not archived) or (wrong state) if the state forbids the drop; (not found) if the tenant
     *     is gone
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
     * @throws BusyException if another operation on the realm is running
     */
    void purge(Tenant tenant) {
        run(Operation.DROP, tenant, () -> RealmRemoval.purgeTenant(factory, tenant));
    }

    /**
     * Runs an import of users into a tenant as an operation.
     *
     * @param work imports the users
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

    /** Revokes the grant that lets a user of master administer a tenant's realm: see {@link AccessGrants#revoke}. */
    public void revokeAccess(Tenant tenant, String username, BiConsumer<KeycloakSession, AccessGrant> event) {
        run(Operation.REVOKE, tenant, () -> AccessGrants.revoke(context, tenant, username, event));
    }

    /** Ends a grant whose time is over. */
    void expireAccess(String tenant, Runnable work) {
        run(Operation.REVOKE, tenant, work);
    }

    /** Archives a tenant whose realm no longer exists: changes only the registry and the schema. */
    void archiveWithoutRealm(Tenant tenant, Duration retention) {
        run(Operation.ARCHIVE, tenant, () -> {
            Participant archiving = tenants().lifecycle().archive(tenant, retention);
            archiving.prepare();
            archiving.afterCommit();
        });
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
