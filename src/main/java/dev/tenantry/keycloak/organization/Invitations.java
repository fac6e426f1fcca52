package dev.tenantry.keycloak.organization;

import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationInvitationModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.organization.InvitationManager;

/**
 * The invitations of the context's realm. If the realm is a tenant's, the invitations are in the tenant's schema.
 * Otherwise the invitations are in Keycloak's own table. This class looks up the realm for each call, because
 * Keycloak's cache gets this object before the request's realm is known (InfinispanOrganizationProvider, 26.7). Not
 * thread-safe.
 *
 * @param standard Keycloak's own invitations
 */
record Invitations(KeycloakSession session, InvitationManager standard) implements InvitationManager {

    private InvitationManager current() {
        return ofTenant().<InvitationManager>map(tenant -> tenant).orElse(standard);
    }

    private Optional<TenantInvitations> ofTenant() {
        RealmModel realm = session.getContext().getRealm();
        return realm != null && TenantComponents.areIn(realm)
                ? Optional.of(new TenantInvitations(realm, session.getProvider(TenantsProvider.class).unit(realm)))
                : Optional.empty();
    }

    @Override
    public OrganizationInvitationModel create(
            OrganizationModel organization, String email, String firstName, String lastName) {
        return current().create(organization, email, firstName, lastName);
    }

    @Override
    public OrganizationInvitationModel getById(String id) {
        return current().getById(id);
    }

    @Override
    public Stream<OrganizationInvitationModel> getAllStream(
            OrganizationModel organization,
            Map<OrganizationInvitationModel.Filter, String> attributes,
            Integer first,
            Integer max) {
        return current().getAllStream(organization, attributes, first, max);
    }

    @Override
    public boolean remove(String id) {
        return current().remove(id);
    }

    /**
     * Removes the invitations of an organization that Keycloak has removed. Does nothing in a standard realm, since a
     * foreign key of Keycloak's own table removes the invitations.
     */
    void removeOf(OrganizationModel organization) {
        ofTenant().ifPresent(tenant -> tenant.removeOf(organization));
    }
}
