package dev.tenantry.local;

import dev.tenantry.adoption.UserRows;
import dev.tenantry.adoption.UserTable;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.models.jpa.JpaUserCredentialStore;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.FederatedIdentityEntity;
import org.keycloak.models.jpa.entities.IssuedVerifiableCredentialEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserConsentClientScopeEntity;
import org.keycloak.models.jpa.entities.UserConsentEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserGroupMembershipEntity;
import org.keycloak.models.jpa.entities.UserRequiredActionEntity;
import org.keycloak.models.jpa.entities.UserRoleMappingEntity;
import org.keycloak.models.jpa.entities.UserVerifiableCredentialEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.storage.StorageId;

/** Writes users with all they own into Keycloak's own tables. For one transaction. */
final class LocalWriting {

    private final EntityManager keycloak;
    private final String realmId;
    private final Map<String, UserEntity> users = new HashMap<>();
    private final Map<List<String>, UserConsentEntity> consents = new HashMap<>();

    LocalWriting(EntityManager keycloak, String realmId) {
        this.keycloak = keycloak;
        this.realmId = realmId;
    }

    void write(UserRows rows) {
        for (UserTable table : UserTable.values()) {
            rows.of(table).forEach(writer(table));
        }
        keycloak.flush();
        keycloak.clear();
    }

    private Consumer<String[]> writer(UserTable table) {
        return switch (table) {
            case USERS -> this::user;
            case ATTRIBUTES -> this::attribute;
            case REQUIRED_ACTIONS -> this::requiredAction;
            case ROLES -> this::role;
            case GROUPS -> this::group;
            case CREDENTIALS -> this::credential;
            case CONSENTS -> this::consent;
            case CONSENT_SCOPES -> this::consentScope;
            case BROKER_LINKS -> this::brokerLink;
            case VERIFIABLE_CREDENTIALS -> this::verifiableCredential;
            case ISSUED_CREDENTIALS -> this::issuedCredential;
        };
    }

    private void user(String[] row) {
        UserEntity user = new UserEntity();
        user.setId(row[0]);
        user.setRealmId(realmId);
        user.setUsername(row[1]);
        user.setEmail(row[2], Boolean.parseBoolean(row[3]));
        user.setFirstName(row[4]);
        user.setLastName(row[5]);
        user.setEmailVerified(Boolean.parseBoolean(row[6]));
        user.setEnabled(Boolean.parseBoolean(row[7]));
        user.setNotBefore(Integer.parseInt(row[8]));
        user.setCreatedTimestamp(number(row[9]));
        user.setLastModifiedTimestamp(number(row[10]));
        user.setFederationLink(row[11]);
        user.setServiceAccountClientLink(row[12]);
        keycloak.persist(user);
        users.put(row[0], user);
    }

    private void attribute(String[] row) {
        UserAttributeEntity attribute = new UserAttributeEntity();
        attribute.setId(KeycloakModelUtils.generateId());
        attribute.setUser(users.get(row[0]));
        attribute.setName(row[2]);
        attribute.setValue(row[3]);
        keycloak.persist(attribute);
    }

    private void requiredAction(String[] row) {
        UserRequiredActionEntity action = new UserRequiredActionEntity();
        action.setUser(users.get(row[0]));
        action.setAction(row[1]);
        keycloak.persist(action);
    }

    private void role(String[] row) {
        UserRoleMappingEntity mapping = new UserRoleMappingEntity();
        mapping.setUser(users.get(row[0]));
        mapping.setRoleId(row[1]);
        keycloak.persist(mapping);
    }

    private void group(String[] row) {
        UserGroupMembershipEntity membership = new UserGroupMembershipEntity();
        membership.setUser(users.get(row[0]));
        membership.setGroupId(row[1]);
        membership.setMembershipType(MembershipType.valueOf(row[2]));
        keycloak.persist(membership);
    }

    private void credential(String[] row) {
        CredentialEntity credential = new CredentialEntity();
        credential.setUser(users.get(row[0]));
        credential.setPriority((Integer.parseInt(row[1]) + 1) * JpaUserCredentialStore.PRIORITY_DIFFERENCE);
        credential.setId(row[2]);
        credential.setType(row[3]);
        credential.setUserLabel(row[4]);
        credential.setCreatedDate(number(row[5]));
        credential.setSecretData(row[6]);
        credential.setCredentialData(row[7]);
        keycloak.persist(credential);
    }

    private void consent(String[] row) {
        UserConsentEntity consent = new UserConsentEntity();
        consent.setId(KeycloakModelUtils.generateId());
        consent.setUser(users.get(row[0]));
        StorageId client = new StorageId(row[1]);
        if (client.isLocal()) {
            consent.setClientId(row[1]);
        } else {
            consent.setClientStorageProvider(client.getProviderId());
            consent.setExternalClientId(client.getExternalId());
        }
        consent.setCreatedDate(number(row[2]));
        consent.setLastUpdatedDate(number(row[3]));
        keycloak.persist(consent);
        consents.put(List.of(row[0], row[1]), consent);
    }

    private void consentScope(String[] row) {
        UserConsentClientScopeEntity scope = new UserConsentClientScopeEntity();
        scope.setUserConsent(consents.get(List.of(row[0], row[1])));
        scope.setScopeId(row[2]);
        scope.setParameter(row[3]);
        keycloak.persist(scope);
    }

    private void brokerLink(String[] row) {
        FederatedIdentityEntity link = new FederatedIdentityEntity();
        link.setRealmId(realmId);
        link.setUser(users.get(row[0]));
        link.setIdentityProvider(row[1]);
        link.setUserId(row[2]);
        link.setUserName(row[3]);
        link.setToken(row[4]);
        keycloak.persist(link);
    }

    private void verifiableCredential(String[] row) {
        UserVerifiableCredentialEntity credential = new UserVerifiableCredentialEntity();
        credential.setUser(users.get(row[0]));
        credential.setId(row[1]);
        credential.setClientScopeId(row[2]);
        credential.setRevision(row[3]);
        credential.setUserAttributes(row[4]);
        credential.setCreatedDate(number(row[5]));
        credential.setUpdatedDate(number(row[6]));
        keycloak.persist(credential);
    }

    private void issuedCredential(String[] row) {
        IssuedVerifiableCredentialEntity issued = new IssuedVerifiableCredentialEntity();
        issued.setUser(users.get(row[0]));
        issued.setId(row[1]);
        issued.setVerifiableCredentialId(row[2]);
        issued.setClientId(row[3]);
        issued.setRevision(row[4]);
        issued.setIssuedAt(number(row[5]));
        issued.setExpiresAt(number(row[6]));
        keycloak.persist(issued);
    }

    private static Long number(String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
