package dev.tenantry.keycloak.provisioning;

import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import java.util.Optional;
import java.util.Set;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.policy.PasswordPolicyNotMetException;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.services.resources.admin.UserResource;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/** Creates a tenant's first user as Keycloak's admin API does, and gives the user roles to administer the realm. */
final class FirstUser {

    private FirstUser() {}

    /**
     * Creates the user, validates the user's profile, and grants the roles.
     *
     * @param session a session whose context is the realm
     * @param representation a user that {@link FirstUserRules} has accepted
     * @param adminRoles the roles of client {@code realm-management} to grant
     * @throws InvalidRequestException if the user profile or the password policy refuses fields, if a group does not
     *     exist, or if two credentials have the same label; the exception names the fields
     * @throws ModelDuplicateException if the realm's template contains a user twice: the first query for users sends the
     *     queued statements that insert the template's users
     */
    static UserModel create(
            KeycloakSession session, RealmModel realm, UserRepresentation representation, Set<String> adminRoles) {
        representation.setFederationLink(null); // a first user is not imported
        UserProfile profile = session.getProvider(UserProfileProvider.class)
                .create(UserProfileContext.USER_API, representation.getRawAttributes());
        validate(profile);
        UserModel user = profile.create();
        UserResource.updateUserFromRep(profile, user, representation, session, false);
        user.setEnabled(representation.isEnabled() == null || representation.isEnabled());
        RepresentationToModel.createFederatedIdentities(representation, session, realm, user);
        joinGroups(session, realm, user, representation);
        createCredentials(session, realm, user, representation);
        ClientModel realmManagement = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        adminRoles.forEach(role -> user.grantRole(realmManagement.getRole(role)));
        return user;
    }

    /**
     * Returns the user's hashed password, as the schema stores it.
     *
     * @param session a session whose context is the realm
     * @return empty if the user has no password
     */
    static Optional<CredentialRepresentation> hashedPassword(KeycloakSession session, String userId) {
        RealmModel realm = session.getContext().getRealm();
        return session.users().getUserById(realm, userId).credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findFirst()
                .map(FirstUser::hashed);
    }

    private static CredentialRepresentation hashed(CredentialModel stored) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(PasswordCredentialModel.TYPE);
        password.setSecretData(stored.getSecretData());
        password.setCredentialData(stored.getCredentialData());
        return password;
    }

    private static void validate(UserProfile profile) {
        try {
            profile.validate();
        } catch (ValidationException invalid) {
            throw new InvalidRequestException(invalid.getErrors().stream()
                    .map(error -> new Problem(
                            "user." + error.getAttribute(), error.getMessage(), error.getMessageParameters()))
                    .toList());
        }
    }

    /** Adds the user to the groups as RepresentationToModel.createGroups does (26.7), but names a faulty field. */
    private static void joinGroups(
            KeycloakSession session, RealmModel realm, UserModel user, UserRepresentation representation) {
        if (representation.getGroups() == null) {
            return;
        }
        for (String path : representation.getGroups()) {
            GroupModel group = KeycloakModelUtils.findGroupByPath(session, realm, path);
            if (group == null) {
                throw new InvalidRequestException("user.groups", "The realm does not have all of these groups");
            }
            user.joinGroup(group);
        }
    }

    private static void createCredentials(
            KeycloakSession session, RealmModel realm, UserModel user, UserRepresentation representation) {
        try {
            RepresentationToModel.createCredentials(representation, session, realm, user, true);
        } catch (PasswordPolicyNotMetException weak) {
            Object[] parameters = weak.getParameters() == null ? new Object[0] : weak.getParameters();
            throw new InvalidRequestException("user.credentials", weak.getMessage(), parameters);
        } catch (ModelDuplicateException sameLabel) {
            throw new InvalidRequestException("user.credentials", "Two credentials have the same userLabel");
        }
    }
}
