package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredCredential;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Converts credentials from Keycloak's model to {@link StoredCredential}, and back. */
final class Credentials {

    private Credentials() {}

    static CredentialModel model(StoredCredential stored) {
        CredentialModel model = new CredentialModel();
        model.setId(stored.id());
        model.setType(stored.type());
        model.setUserLabel(stored.label());
        model.setCreatedDate(stored.createdAt());
        model.setSecretData(stored.secretData());
        model.setCredentialData(stored.credentialData());
        return model;
    }

    /** Returns the credential to store. A model without an id is a new credential, and gets a new id. */
    static StoredCredential row(CredentialModel model) {
        return new StoredCredential(
                model.getId() == null ? KeycloakModelUtils.generateId() : model.getId(),
                model.getType(),
                model.getUserLabel(),
                model.getCreatedDate(),
                model.getSecretData(),
                model.getCredentialData());
    }
}
