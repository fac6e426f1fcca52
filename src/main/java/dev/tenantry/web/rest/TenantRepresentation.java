package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.branding.AccentColor;
import dev.tenantry.core.branding.Logo;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.keycloak.provisioning.ProvisionedTenant;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.theme.RealmBranding;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * A tenant in the API.
 *
 * @param id Keycloak's id of the tenant's realm
 * @param database the name of the database that holds the tenant's schema
 * @param createdAt when the tenant was provisioned; ISO 8601, in UTC
 * @param purgeAfter the time after which an archived tenant may be purged; ISO 8601, in UTC; missing unless the tenant
 *     is archived
 * @param host the tenant's own host name, which operators set; missing if the tenant has none
 * @param issuer the OIDC issuer to configure in applications
 * @param branding the logo and color of the tenant's pages; missing in lists of tenants, because a logo is long
 * @param user the first user; only in the answer to a provisioning request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantRepresentation(
        String id,
        String name,
        String displayName,
        String database,
        String schema,
        String state,
        int schemaVersion,
        String createdAt,
        String purgeAfter,
        String host,
        String issuer,
        Branding branding,
        FirstUser user) {

    /** The branding of a tenant's pages. Invalid values are omitted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Branding(String accentColor, String logo) {}

    /** The administrator of the new realm. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FirstUser(String id, String username) {}

    static TenantRepresentation of(KeycloakSession session, Tenant tenant) {
        return of(session, tenant, null);
    }

    static List<TenantRepresentation> of(KeycloakSession session, List<Tenant> tenants) {
        List<String> ids = tenants.stream().map(Tenant::realmId).toList();
        Map<String, String> hosts = session.getProvider(TenantsProvider.class).registry().hosts(ids);
        Map<String, URI> addresses = RealmHosts.of(session, ids);
        return tenants.stream()
                .map(tenant -> of(
                        session, tenant, hosts.get(tenant.realmId()), addresses.get(tenant.realmId()), null))
                .toList();
    }

    static TenantRepresentation of(KeycloakSession session, ProvisionedTenant provisioned) {
        FirstUser user = provisioned.userId() == null
                ? null
                : new FirstUser(provisioned.userId(), provisioned.username());
        return of(session, provisioned.tenant(), user);
    }

    /** Returns a copy with the branding of the tenant's realm. The copy's branding is null if the realm has none. */
    TenantRepresentation withBranding(KeycloakSession session) {
        RealmModel realm = session.realms().getRealm(id);
        if (realm == null) {
            return this; // a tenant that is being provisioned or dropped may have no realm
        }
        var branding = RealmBranding.of(realm);
        Branding shown = branding.isNone() ? null : new Branding(
                branding.accentColor().map(AccentColor::value).orElse(null),
                branding.logo().map(Logo::dataUri).orElse(null));
        return new TenantRepresentation(id, name, displayName, database, schema, state, schemaVersion, createdAt,
                purgeAfter, host, issuer, shown, user);
    }

    private static TenantRepresentation of(KeycloakSession session, Tenant tenant, FirstUser user) {
        List<String> id = List.of(tenant.realmId());
        TenantRegistry registry = session.getProvider(TenantsProvider.class).registry();
        String host = TenantErrors.translate(() -> registry.hosts(id)).get(tenant.realmId());
        return of(session, tenant, host, RealmHosts.of(session, id).get(tenant.realmId()), user);
    }

    /**
     * @param hostOrNull the tenant's own host name, as operators have set it; null if the tenant has none
     * @param ownAddress the realm's own address, which the realm's tokens contain; null if the realm uses Keycloak's
     *     address
     */
    private static TenantRepresentation of(
            KeycloakSession session, Tenant tenant, String hostOrNull, URI ownAddress, FirstUser user) {
        return new TenantRepresentation(
                tenant.realmId(),
                tenant.name().value(),
                tenant.displayName(),
                tenant.database(),
                tenant.schema().value(),
                tenant.state().name(),
                tenant.schemaVersion(),
                tenant.createdAt().toString(),
                tenant.purgeAfter() == null ? null : tenant.purgeAfter().toString(),
                hostOrNull,
                Urls.realmIssuer(
                        ownAddress == null ? session.getContext().getUri(UrlType.FRONTEND).getBaseUri() : ownAddress,
                        tenant.name().value()),
                null,
                user);
    }
}
