package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.adoption.Adoption;
import dev.tenantry.core.adoption.Adoptions;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.provisioning.RealmCreation;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Starts the job that adopts a realm, and the job that releases a tenant. Before the start, checks that the realm can
 * be adopted, or that the tenant can be released. Not thread-safe.
 */
public final class RealmAdoption {

    private final KeycloakSession session;
    private final TenantsProvider tenants;
    private final Adoptions adoptions;

    public RealmAdoption(KeycloakSession session) {
        this.session = session;
        this.tenants = session.getProvider(TenantsProvider.class);
        this.adoptions = tenants.adoptions();
    }

    /**
     * Starts the job that turns a standard realm into a tenant.
     *
     * @param realm the realm's model in this session
     * @return the running job; this call or an earlier call has started it
     * @throws TenantException (invalid name) if the realm's name is not valid for a tenant; (already exists) if the
     *     realm belongs to a tenant already, or if a tenant has the realm's name
     */
    public Adoption adopt(RealmModel realm) {
        return ExceptionTranslation.call(() -> {
            NewTenant tenant = new NewTenant(realm.getId(), tenants.lifecycle().acceptName(realm.getName()),
                    RealmCreation.displayName(realm));
            if (adoptions.open(tenant.realmId()).filter(open -> open.operation() == Operation.ADOPT).isEmpty()) {
                requireNoTenant(tenant);
            }
            return adoptions.start(Operation.ADOPT, tenant, null, realm.isEnabled(), count(realm));
        });
    }

    private void requireNoTenant(NewTenant tenant) {
        boolean taken = tenants.registry().findByName(tenant.name().value()).isPresent()
                || tenants.registry().find(tenant.realmId()).isPresent();
        if (taken) {
            throw TenantException.alreadyExists(tenant.name());
        }
    }

    private int count(RealmModel realm) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return keycloak.createQuery(
                        "select count(u) from UserEntity u where u.realmId = :realm", Long.class)
                .setParameter("realm", realm.getId())
                .getSingleResult()
                .intValue();
    }

    /**
     * Starts the job that turns a tenant into a standard realm.
     *
     * @return the running job; this call or an earlier call has started it
     * @throws TenantException (wrong state) if the tenant is neither active nor suspended
     */
    public Adoption release(Tenant tenant) {
        return ExceptionTranslation.call(() -> adoptions
                .open(tenant.realmId())
                .filter(open -> open.operation() == Operation.RELEASE)
                .flatMap(open -> adoptions.resume(tenant.realmId()))
                .orElseGet(() -> beginRelease(tenant)));
    }

    private Adoption beginRelease(Tenant tenant) {
        if (adoptions.open(tenant.realmId()).isPresent()
                || tenant.state() != TenantState.ACTIVE && tenant.state() != TenantState.SUSPENDED) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        return adoptions.start(
                Operation.RELEASE,
                new NewTenant(tenant.realmId(), tenant.name(), tenant.displayName()),
                tenant.state(),
                tenant.state() == TenantState.ACTIVE && TenantRealms.realm(session, tenant).isEnabled(),
                0);
    }
}
