package dev.tenantry.keycloak.login;

import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.DeclarativeUserProfileProvider;
import org.keycloak.userprofile.DeclarativeUserProfileProviderFactory;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;

/** Keycloak's provider of user profiles, except that each profile is a {@link TenantProfile}. */
final class TenantProfiles extends DeclarativeUserProfileProvider {

    TenantProfiles(KeycloakSession session, DeclarativeUserProfileProviderFactory factory) {
        super(session, factory);
    }

    @Override
    public UserProfile create(UserProfileContext context, UserModel user) {
        return new TenantProfile(super.create(context, user));
    }

    @Override
    public UserProfile create(UserProfileContext context, Map<String, ?> attributes, UserModel user) {
        return new TenantProfile(super.create(context, attributes, user));
    }

    @Override
    public UserProfile create(UserProfileContext context, Map<String, ?> attributes) {
        return new TenantProfile(super.create(context, attributes));
    }
}
