package dev.tenantry.keycloak.login;

import dev.tenantry.keycloak.session.Refusal;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.AbstractUserRepresentation;
import org.keycloak.userprofile.AttributeChangeListener;
import org.keycloak.userprofile.Attributes;
import org.keycloak.userprofile.UserProfile;

/**
 * Keycloak's profile of a user, except that a failed change keeps its HTTP status, such as 503 for an unavailable
 * database. Keycloak would turn every failure into a 500 (DefaultUserProfile.updateInternal, 26.7).
 */
record TenantProfile(UserProfile keycloak) implements UserProfile {

    @Override
    public void validate() {
        keycloak.validate();
    }

    @Override
    public UserModel create() {
        return Refusal.unwrapped(keycloak::create);
    }

    @Override
    public UserModel create(boolean validate) {
        return Refusal.unwrapped(() -> keycloak.create(validate));
    }

    @Override
    public void update(boolean removeAttributes, AttributeChangeListener... listeners) {
        Refusal.unwrapped(() -> {
            keycloak.update(removeAttributes, listeners);
            return null;
        });
    }

    @Override
    public Attributes getAttributes() {
        return keycloak.getAttributes();
    }

    @Override
    public <R extends AbstractUserRepresentation> R toRepresentation(boolean full) {
        return keycloak.toRepresentation(full);
    }
}
