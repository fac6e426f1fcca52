package dev.tenantry.keycloak.user;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tenantry.core.user.StoredVerifiableCredential;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.keycloak.models.IssuedVerifiableCredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserVerifiableCredentialModel;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.util.JsonSerialization;

/** Converts verifiable credentials from Keycloak's models to {@link StoredVerifiableCredential}, and back. */
final class VerifiableCredentials {

    private static final TypeReference<Map<String, List<String>>> ATTRIBUTES = new TypeReference<>() {};

    private VerifiableCredentials() {}

    static UserVerifiableCredentialModel model(StoredVerifiableCredential stored) {
        UserVerifiableCredentialModel model = new UserVerifiableCredentialModel(stored.id(), stored.clientScopeId());
        model.setRevision(stored.revision());
        model.setCreatedDate(stored.createdAt());
        model.setUpdatedDate(stored.updatedAt());
        if (stored.userAttributes() != null) {
            try {
                model.setUserAttributes(JsonSerialization.readValue(stored.userAttributes(), ATTRIBUTES));
            } catch (IOException malformed) {
                throw new ModelException("The attributes of a verifiable credential can't be read", malformed);
            }
        }
        return model;
    }

    static IssuedVerifiableCredentialModel model(StoredVerifiableCredential.Issued stored, String userId) {
        IssuedVerifiableCredentialModel model =
                new IssuedVerifiableCredentialModel(userId, stored.credentialId(), stored.clientId());
        model.setId(stored.id());
        model.setRevision(stored.revision());
        model.setIssuedAt(stored.issuedAt());
        model.setExpiresAt(stored.expiresAt());
        return model;
    }

    /**
     * Returns the attributes to store in a verifiable credential of the user, as JSON. These are all of the user's
     * attributes that an admin may read.
     */
    static String attributesOf(KeycloakSession session, RealmModel realm, String userId) {
        UserModel user = session.users().getUserById(realm, userId);
        return user == null ? json(Map.of()) : json(session.getProvider(UserProfileProvider.class)
                .create(UserProfileContext.USER_API, user)
                .getAttributes()
                .getReadable());
    }

    static String json(Map<String, List<String>> attributes) {
        try {
            return JsonSerialization.writeValueAsString(attributes);
        } catch (IOException unwritable) {
            throw new ModelException("The attributes of a verifiable credential can't be written", unwritable);
        }
    }
}
