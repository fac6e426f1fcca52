package dev.tenantry.keycloak.organization;

import dev.tenantry.core.invitation.InvitationStore;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.keycloak.session.UnitOfWork;
import org.keycloak.models.OrganizationInvitationModel;

/**
 * An invitation as Keycloak's model. Each change is written with the session's other changes. Not thread-safe.
 */
final class TenantInvitation implements OrganizationInvitationModel {

    private final UnitOfWork unit;
    private final StoredInvitation loaded;
    private String email;
    private String firstName;
    private String lastName;
    private int expiresAt;
    private String inviteLink;

    TenantInvitation(UnitOfWork unit, StoredInvitation loaded) {
        this.unit = unit;
        this.loaded = loaded;
        this.email = loaded.email();
        this.firstName = loaded.firstName();
        this.lastName = loaded.lastName();
        this.expiresAt = loaded.expiresAt();
        this.inviteLink = loaded.inviteLink();
    }

    private void write() {
        StoredInvitation changed = new StoredInvitation(loaded.id(), loaded.organizationId(), email, firstName, lastName,
                loaded.createdAt(), expiresAt, inviteLink);
        unit.change(handle -> InvitationStore.update(handle, changed));
    }

    @Override
    public String getId() {
        return loaded.id();
    }

    @Override
    public String getOrganizationId() {
        return loaded.organizationId();
    }

    @Override
    public String getEmail() {
        return email;
    }

    @Override
    public void setEmail(String value) {
        email = value;
        write();
    }

    @Override
    public String getFirstName() {
        return firstName;
    }

    @Override
    public void setFirstName(String value) {
        firstName = value;
        write();
    }

    @Override
    public String getLastName() {
        return lastName;
    }

    @Override
    public void setLastName(String value) {
        lastName = value;
        write();
    }

    @Override
    public int getCreatedAt() {
        return loaded.createdAt();
    }

    @Override
    public int getExpiresAt() {
        return expiresAt;
    }

    @Override
    public void setExpiresAt(int seconds) {
        expiresAt = seconds;
        write();
    }

    @Override
    public String getInviteLink() {
        return inviteLink;
    }

    @Override
    public void setInviteLink(String value) {
        inviteLink = value;
        write();
    }

    @Override
    public InvitationStatus getStatus() {
        return isExpired() ? InvitationStatus.EXPIRED : InvitationStatus.PENDING;
    }
}
