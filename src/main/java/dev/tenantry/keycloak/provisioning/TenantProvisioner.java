package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.ProvisioningQueue;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.RequestKey;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.theme.RealmBranding;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.services.managers.RealmManager;

/**
 * Provisions a tenant: realm, schema and first user, all or nothing.
 *
 * <p>Two transactions take part. Tenantry's transaction contains the schema, its migrations and the first user.
 * Keycloak's transaction contains the realm. Tenantry's transaction commits first, while the registry still says that
 * the tenant is being provisioned. Then Keycloak's transaction commits, which decides whether the tenant exists. Then
 * the registry puts the tenant into service. If a step fails, the provisioner immediately undoes all changes. If the
 * server crashes, or if the connection is cut during Keycloak's commit, the reconciler later finishes or undoes the
 * provisioning.
 *
 * <p>A provisioning runs in a separate Keycloak session, to save time. A provisioning flushes Hibernate's session a few
 * hundred times, and each flush checks all loaded entities. The caller's session has loaded about twenty roles for each
 * realm of the server. Thread-safe.
 */
public final class TenantProvisioner {

    private final RealmTemplates templates;
    private final RealmKeys keys;

    public TenantProvisioner(RealmTemplates templates, RealmKeys keys) {
        this.templates = templates;
        this.keys = keys;
    }

    /**
     * Provisions a tenant.
     *
     * @param context the request's session; provisioning does not write in this session
     * @param keyOrNull the idempotency key to register
     * @throws InvalidRequestException if fields are wrong, or if the template's realm contains a duplicate; the exception
     *     names these fields
     * @throws TenantException (already exists) if a tenant or another realm has the name; (host taken) if another realm
     *     has the host
     * @throws BusyException if the request waits for other provisionings for more than one minute, or if it is a
     *     sign-up and too many sign-ups are waiting
     */
    public ProvisionedTenant provision(
            KeycloakSession context, ProvisioningRequest request, TenantOrigin origin, RequestKey keyOrNull) {
        KeycloakSessionFactory factory = context.getKeycloakSessionFactory();
        NewTenant tenant = rules(context).accept(request, origin, keyOrNull);
        try {
            ProvisionedTenant provisioned = admit(context, origin,
                    () -> KeycloakModelUtils.runJobInTransactionWithResult(
                            factory, context.getContext(), session -> provision(session, tenant, request, origin),
                            "provision tenant"));
            return inService(context, provisioned);
        } catch (ModelDuplicateException refused) {
            throw RefusedDuplicate.reason(context, tenant, ProvisioningRules.template(request), refused);
        }
    }

    private ProvisioningRules rules(KeycloakSession context) {
        return new ProvisioningRules(context, templates);
    }

    /**
     * Does all that {@link #provision} does, and rolls all changes back.
     *
     * @return the first user's hashed password, as the tenant's schema would store it; empty if the user has no
     *     password
     * @throws InvalidRequestException as {@link #provision} does
     * @throws TenantException as {@link #provision} does
     */
    public Optional<CredentialRepresentation> dryRun(
            KeycloakSession context, ProvisioningRequest request, TenantOrigin origin) {
        NewTenant tenant = rules(context).accept(request, origin, null);
        try {
            return admit(context, origin, () -> KeycloakModelUtils.runJobInTransactionWithResult(
                    context.getKeycloakSessionFactory(), context.getContext(), session -> {
                        session.getTransactionManager().setRollbackOnly();
                        ProvisionedTenant provisioned = provision(session, tenant, request, origin);
                        return FirstUser.hashedPassword(session, provisioned.userId());
                    }, "dry run of a tenant"));
        } catch (ModelDuplicateException refused) {
            throw RefusedDuplicate.reason(context, tenant, ProvisioningRules.template(request), refused);
        }
    }

    private static <T> T admit(KeycloakSession context, TenantOrigin origin, Supplier<T> work) {
        ProvisioningQueue queue = context.getProvider(TenantsProvider.class).provisioningQueue();
        return origin.isSignUp() ? queue.admitSignUp(work) : queue.admit(work);
    }

    private ProvisionedTenant provision(
            KeycloakSession session, NewTenant tenant, ProvisioningRequest request, TenantOrigin origin) {
        if (session.realms().getRealmByName(tenant.name().value()) != null) {
            throw TenantException.alreadyExists(tenant.name());
        }
        RealmLock.take(session, tenant.realmId()); // first, so that the reconciler skips the new tenant
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        Provisioning provisioning = ExceptionTranslation.call(() -> tenants.lifecycle().provision(tenant));
        tenants.join(provisioning);
        RealmModel realm = importRealm(session, representation(session, tenant, request));
        session.getContext().setRealm(realm);
        UserModel user = FirstUser.create(session, realm, request.user(), origin.adminRoles());
        provisioning.firstUser(user.getId());
        return new ProvisionedTenant(provisioning.tenant(), user.getId(), user.getUsername(), true);
    }

    private RealmRepresentation representation(
            KeycloakSession session, NewTenant tenant, ProvisioningRequest request) {
        RealmRepresentation realm = templates.realm(ProvisioningRules.template(request), tenant).orElseThrow();
        Map<String, String> attributes = new HashMap<>(realm.getAttributesOrEmpty());
        if (request.branding() != null) {
            attributes.putAll(RealmBranding.attributes(request.branding().branding()));
        }
        if (request.host() != null) {
            TenantsProvider tenants = session.getProvider(TenantsProvider.class);
            String address = tenants.settings().hosts().accept(request.host());
            RealmHosts.claim(session, tenant.realmId(), request.host());
            ExceptionTranslation.run(() -> tenants.registry().setHost(tenant.realmId(), request.host()));
            attributes.putAll(RealmHosts.attributes(address));
        }
        attributes.values().removeIf(Objects::isNull);
        realm.setAttributes(attributes);
        return realm;
    }

    private RealmModel importRealm(KeycloakSession session, RealmRepresentation representation) {
        boolean hasOurKeys = keys.give(representation);
        RealmModel realm = new RealmManager(session).importRealm(representation);
        if (hasOurKeys) {
            RealmKeys.complete(realm);
        }
        return realm;
    }

    /** Reads the tenant from the registry again, after the commit has put the tenant into service. */
    private static ProvisionedTenant inService(KeycloakSession context, ProvisionedTenant provisioned) {
        return ExceptionTranslation.call(() -> context.getProvider(TenantsProvider.class).registry()
                .find(provisioned.tenant().realmId())
                .map(tenant -> new ProvisionedTenant(tenant, provisioned.userId(), provisioned.username(), true))
                .orElse(provisioned));
    }
}
