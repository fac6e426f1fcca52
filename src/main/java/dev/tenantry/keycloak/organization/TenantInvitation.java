package dev.tenantry.keycloak.organization;

import dev.tenantry.core.invitation.InvitationStore;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.keycloak.session.UnitOfWork;
import org.keycloak.models.OrganizationInvitationModel;

/** An invitation as Keycloak's model. Each change is written with the session's other changes. One session, one thread. */
final class TenantInvitation implements OrganizationInvitationModel {

    private final UnitOfWork unit;
    private StoredInvitation stored;

    TenantInvitation(UnitOfWork unit, StoredInvitation stored) {
        this.unit = unit;
        this.stored = stored;
    }

    private void change(StoredInvitation changed) {
        stored = changed;
        unit.change(handle -> InvitationStore.update(handle, changed));
    }

    @Override
    public String getId() {
        return stored.id();
    }

    @Override
    public String getOrganizationId() {
        return stored.organizationId();
    }

    @Override
    public String getEmail() {
        return stored.email();
    }

    @Override
    public void setEmail(String email) {
        change(new StoredInvitation(stored.id(), stored.organizationId(), email, stored.firstName(), stored.lastName(),
                stored.createdAt(), stored.expiresAt(), stored.inviteLink()));
    }

    @Override
    public String getFirstName() {
        return stored.firstName();
    }

    @Override
    public void setFirstName(String name) {
        change(new StoredInvitation(stored.id(), stored.organizationId(), stored.email(), name, stored.lastName(),
                stored.createdAt(), stored.expiresAt(), stored.inviteLink()));
    }

    @Override
    public String getLastName() {
        return stored.lastName();
    }

    @Override
    public void setLastName(String name) {
        change(new StoredInvitation(stored.id(), stored.organizationId(), stored.email(), stored.firstName(), name,
                stored.createdAt(), stored.expiresAt(), stored.inviteLink()));
    }

    @Override
    public int getCreatedAt() {
        return stored.createdAt();
    }

    @Override
    public int getExpiresAt() {
        return stored.expiresAt();
    }

    @Override
    public void setExpiresAt(int seconds) {
        change(new StoredInvitation(stored.id(), stored.organizationId(), stored.email(), stored.firstName(),
                stored.lastName(), stored.createdAt(), seconds, stored.inviteLink()));
    }

    @Override
    public String getInviteLink() {
        return stored.inviteLink();
    }

    @Override
    public void setInviteLink(String link) {
        change(new StoredInvitation(stored.id(), stored.organizationId(), stored.email(), stored.firstName(),
                stored.lastName(), stored.createdAt(), stored.expiresAt(), link));
    }

    @Override
    public InvitationStatus getStatus() {
        return isExpired() ? InvitationStatus.EXPIRED : InvitationStatus.PENDING;
    }
}
