package dev.tenantry.keycloak.access;

import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.MasterRealm;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.ServerEvent;
import dev.tenantry.keycloak.realm.TenantRealms;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Grants a user of master the administration of one tenant's realm for a limited time, and revokes grants. {@link
 * #grant} and {@link #revoke} each use a new Keycloak session. A change and its admin event belong to the same
 * transaction.
 */
public final class AccessGrants {

    private static final Logger LOG = Logger.getLogger(AccessGrants.class);

    private AccessGrants() {}

    /** Returns the current grants over a tenant's realm, sorted by the users' names. */
    public static List<AccessGrant> of(KeycloakSession session, Tenant tenant) {
        RealmModel master = MasterRealm.of(session);
        return management(session.realms().getRealm(tenant.realmId()))
                .map(client -> AccessRole.of(client)
                        .map(role -> Optional.ofNullable(session.users().getUserById(master, AccessRole.userId(role)))
                                .map(user -> AccessRole.read(role, user)))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(AccessGrant::user))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Grants access, or replaces the user's existing grant.
     *
     * @param callerId the id of the caller, who is a user of master
     * @param event adds the admin event; called with the new grant, and with the Keycloak session that stores the grant
     * @throws InvalidRequestException if fields are wrong; the exception names these fields
     * @throws TenantException (not found) if the tenant is gone; (wrong state) if the tenant's users can't be read, or
     *     if the tenant is being released
     */
    public static AccessGrant grant(
            KeycloakSession context, Tenant tenant, AccessRequest request, String callerId,
            BiConsumer<KeycloakSession, AccessGrant> event) {
        request.requireValid();
        AccessGrant granted = KeycloakModelUtils.runJobInTransactionWithResult(
                context.getKeycloakSessionFactory(), context.getContext(), session -> {
                    AccessGrant grant = grant(session, tenant.realmId(), request, callerId);
                    event.accept(session, grant);
                    return grant;
                }, "grant access");
        LOG.infof("User %s grants access to tenant %s to user %s until %s",
                callerId, tenant.name(), granted.userId(), granted.until());
        return granted;
    }

    private static AccessGrant grant(
            KeycloakSession session, String realmId, AccessRequest request, String callerId) {
        RealmLock.take(session, realmId); // so that a concurrent drop leaves no grant behind
        Tenant tenant = TenantRealms.tenant(session, realmId);
        // The release ends all grants when the realm becomes a standard realm. A grant after that would remain.
        if (!tenant.state().canBeRead() || tenant.state() == TenantState.RELEASING) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        RealmModel master = MasterRealm.of(session);
        UserModel caller = session.users().getUserById(master, callerId);
        UserModel user = request.user() == null
                ? caller
                : session.users().getUserByUsername(master, request.user());
        if (user == null) {
            throw new InvalidRequestException("user", "Realm " + master.getName() + " has no such user");
        }
        Instant now = now();
        AccessGrant grant = new AccessGrant(user.getUsername(), user.getId(),
                request.roleNames().stream().distinct().sorted().toList(), request.reason().strip(),
                caller.getUsername(), now, now.plus(request.duration()));
        ClientModel client = management(TenantRealms.realm(session, tenant))
                .orElseThrow(() -> TenantException.realmMissing(tenant.name()));
        AccessRole.put(session, client, user, grant);
        return grant;
    }

    /**
     * Revokes a user's access.
     *
     * @param username the name of a user of master
     * @param event adds the admin event; called with the revoked grant, and with the Keycloak session that revokes the
     *     grant
     * @throws TenantException (not found) if the user has no grant
     */
    public static void revoke(
            KeycloakSession context, Tenant tenant, String username, BiConsumer<KeycloakSession, AccessGrant> event) {
        KeycloakModelUtils.runJobInTransaction(
                context.getKeycloakSessionFactory(), context.getContext(), session -> {
                    UserModel user = UnstorableTextException.isStorable(username)
                            ? session.users().getUserByUsername(MasterRealm.of(session), username)
                            : null;
                    ClientModel client = management(session.realms().getRealm(tenant.realmId())).orElse(null);
                    RoleModel role = user == null || client == null
                            ? null
                            : AccessRole.find(session, client, user).orElse(null);
                    if (role == null) {
                        throw TenantException.noAccess(tenant.name());
                    }
                    event.accept(session, AccessRole.read(role, user));
                    client.removeRole(role);
                    LOG.infof("Access to tenant %s is taken back from user %s", tenant.name(), user.getId());
                });
    }

    /** Ends all grants over a realm that becomes a standard realm. Works in the transaction of the given session. */
    public static void endAll(KeycloakSession session, RealmModel realm) {
        management(realm).ifPresent(client ->
                AccessRole.of(client).toList().forEach(role -> end(session, realm.getName(), role)));
    }

    /** Revokes a grant on behalf of the server, not of a user. Works in the transaction of the given session. */
    public static void end(KeycloakSession session, String tenant, RoleModel role) {
        ServerEvent.send(session, OperationType.DELETE, "tenants", tenant, "access", AccessRole.userName(role));
        role.getContainer().removeRole(role);
        LOG.infof("Access to tenant %s has ended for user %s", tenant, AccessRole.userId(role));
    }

    public static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<ClientModel> management(RealmModel realmOrNull) {
        return Optional.ofNullable(realmOrNull).map(RealmModel::getMasterAdminClient);
    }
}
