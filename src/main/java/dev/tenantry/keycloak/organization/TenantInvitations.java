package dev.tenantry.keycloak.organization;

import dev.tenantry.core.invitation.InvitationFilter;
import dev.tenantry.core.invitation.InvitationStore;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.OrganizationInvitationModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.organization.InvitationManager;
import org.keycloak.representations.idm.OrganizationInvitationRepresentation.Status;

/** The invitations of a tenant realm's organizations, in the tenant's schema. */
record TenantInvitations(RealmModel realm, UnitOfWork unit) implements InvitationManager {

    @Override
    public OrganizationInvitationModel create(
            OrganizationModel organization, String email, String firstName, String lastName) {
        int now = now();
        StoredInvitation created = new StoredInvitation(
                KeycloakModelUtils.generateId(),
                organization.getId(),
                email.trim(),
                firstName == null ? null : firstName.trim(),
                lastName == null ? null : lastName.trim(),
                now,
                now + realm.getActionTokenGeneratedByAdminLifespan(),
                null);
        unit.change(handle -> InvitationStore.insert(handle, created));
        return new TenantInvitation(unit, created);
    }

    @Override
    public OrganizationInvitationModel getById(String id) {
        return unit.read(handle -> InvitationStore.find(handle, id))
                .map(found -> new TenantInvitation(unit, found))
                .orElse(null);
    }

    /** Applies the filters as Keycloak does (JpaInvitationManager.getAllStream, 26.7). */
    @Override
    public Stream<OrganizationInvitationModel> getAllStream(
            OrganizationModel organization,
            Map<OrganizationInvitationModel.Filter, String> attributes,
            Integer first,
            Integer max) {
        InvitationFilter filter = new InvitationFilter(organization.getId()).page(first, max);
        attributes.forEach((attribute, value) -> {
            switch (attribute) {
                case EMAIL -> filter.email(value);
                case FIRST_NAME -> filter.firstName(value);
                case LAST_NAME -> filter.lastName(value);
                case SEARCH -> filter.search(value);
                case STATUS -> filter.expired(Status.valueOf(value) == Status.EXPIRED, now());
            }
        });
        return unit.read(handle -> InvitationStore.list(handle, filter)).stream()
                .map(found -> new TenantInvitation(unit, found));
    }

    @Override
    public boolean remove(String id) {
        return unit.write(handle -> InvitationStore.delete(handle, id));
    }

    /**
     * Returns the current time in seconds since the epoch. The type is int, as the type of the times in Keycloak's
     * model of an invitation.
     */
    private static int now() {
        return Math.toIntExact(Time.currentTimeSeconds());
    }

    /** Removes all invitations of an organization that is being removed. */
    void removeOf(OrganizationModel organization) {
        unit.change(handle -> InvitationStore.deleteOf(handle, organization.getId()));
    }
}
