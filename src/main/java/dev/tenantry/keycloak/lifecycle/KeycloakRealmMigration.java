package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.adoption.LocalRealms;
import dev.tenantry.core.adoption.LocalRecords;
import dev.tenantry.core.adoption.LocalUsers;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.access.AccessGrants;
import dev.tenantry.keycloak.local.KeycloakEvents;
import dev.tenantry.keycloak.local.KeycloakInvitations;
import dev.tenantry.keycloak.local.KeycloakUsers;
import dev.tenantry.keycloak.local.RealmClaim;
import dev.tenantry.keycloak.realm.ManagementRoles;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.RealmService;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import jakarta.persistence.EntityManager;
import java.util.function.BiConsumer;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;

/**
 * Keycloak's part of a job that adopts a realm or releases a tenant: changes the realm and the registry together. Each
 * method can be repeated. If a crash has interrupted a call, a repeated call completes the change.
 */
public final class KeycloakRealmMigration implements LocalRealms {

    private final KeycloakSessionFactory factory;

    public KeycloakRealmMigration(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public void claim(String realmId, JobClaim claim) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> RealmClaim.take(keycloak(session), realmId, claim));
    }

    @Override
    public void unclaim(String realmId, JobClaim claim) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> RealmClaim.end(keycloak(session), realmId, claim));
    }

    private static EntityManager keycloak(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    @Override
    public LocalUsers users(String realmId, JobClaim claim) {
        return new KeycloakUsers(factory, realmId, claim);
    }

    @Override
    public LocalRecords<StoredEvent> events(String realmId, JobClaim claim) {
        return new KeycloakEvents(factory, realmId, claim);
    }

    @Override
    public LocalRecords<StoredInvitation> invitations(String realmId, JobClaim claim) {
        return new KeycloakInvitations(factory, realmId, claim);
    }

    @Override
    public void disable(String realmId, JobClaim claim) {
        lock(realmId, claim, RealmService::stop);
    }

    @Override
    public void enable(String realmId, boolean enabled, JobClaim claim) {
        lock(realmId, claim, (session, realm) -> RealmService.start(session, realm, enabled));
    }

    private void lock(String realmId, JobClaim claim, BiConsumer<KeycloakSession, RealmModel> change) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmLock.take(session, realmId);
            RealmClaim.require(keycloak(session), realmId, claim);
            RealmModel realm = session.realms().getRealm(realmId);
            if (realm != null) {
                change.accept(session, realm);
            }
        });
    }

    @Override
    public void makeTenant(Tenant tenant, boolean enabled, JobClaim claim) {
        change(tenant, claim, (session, realm) -> {
            TenantsProvider tenants = session.getProvider(TenantsProvider.class);
            if (tenant.state() == TenantState.ADOPTING) {
                tenants.enlist(tenant.name(), tenants.lifecycle().adoptionStates().adopted(tenant, claim));
            }
            if (!TenantComponents.areIn(realm)) {
                TenantComponents.attach(realm);
            }
            ManagementRoles.leaveAdmin(session, realm);
            RealmService.start(session, realm, enabled);
        });
    }

    @Override
    public void beginRelease(Tenant tenant, JobClaim claim) {
        change(tenant, claim, (session, realm) -> {
            TenantsProvider tenants = session.getProvider(TenantsProvider.class);
            tenants.enlist(tenant.name(), tenants.lifecycle().adoptionStates().release(tenant, claim));
            if (tenant.state() == TenantState.SUSPENDED) {
                // A crash can have left sessions from before the suspension. Without this step, the sessions would be
                // valid again when the realm is enabled.
                OnlineSessions.end(session, realm, Integer.MAX_VALUE);
            }
            RealmService.stop(session, realm);
        });
    }

    @Override
    public void makeStandard(Tenant tenant, boolean enabled, JobClaim claim) {
        change(tenant, claim, (session, realm) -> {
            TenantComponents.detach(session, realm);
            AccessGrants.endAll(session, realm);
            ManagementRoles.enterAdmin(session, realm);
            RealmService.start(session, realm, enabled);
        });
    }

    @Override
    public void keep(Tenant tenant, TenantState state, boolean enabled, JobClaim claim) {
        change(tenant, claim, (session, realm) -> {
            TenantsProvider tenants = session.getProvider(TenantsProvider.class);
            tenants.enlist(tenant.name(), tenants.lifecycle().adoptionStates().keep(tenant, state, claim));
            if (!state.isOutOfService()) {
                RealmService.start(session, realm, enabled);
            }
        });
    }

    /**
     * Changes the realm. Clears Keycloak's cache of the realm's users before and after the change is committed, because
     * the cached users come from the tables that the realm used before the change.
     */
    private void change(Tenant tenant, JobClaim claim, BiConsumer<KeycloakSession, RealmModel> change) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmLock.take(session, tenant.realmId());
            RealmClaim.require(keycloak(session), tenant.realmId(), claim);
            RealmModel realm = TenantRealms.realm(session, tenant);
            session.getContext().setRealm(realm);
            change.accept(session, realm);
            evict(session, realm);
        });
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel realm = session.realms().getRealm(tenant.realmId());
            if (realm != null) {
                evict(session, realm);
            }
        });
    }

    private static void evict(KeycloakSession session, RealmModel realm) {
        if (UserStorageUtil.userCache(session) != null) {
            UserStorageUtil.userCache(session).evict(realm);
        }
    }
}
