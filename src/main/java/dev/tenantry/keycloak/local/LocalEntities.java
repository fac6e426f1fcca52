package dev.tenantry.keycloak.local;

import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

/**
 * Builds the rows of Keycloak's own tables for one user and for all of the user's data. Each method builds the rows of
 * one table.
 */
final class LocalEntities {

    private final String realmId;
    private final StoredUser stored;
    private final UserEntity user = new UserEntity();
    private final Map<StoredConsent, UserConsentEntity> consents = new LinkedHashMap<>();

    LocalEntities(String realmId, StoredUser stored) {
        this.realmId = realmId;
        this.stored = stored;
        user.setId(stored.id());
        stored.consents().forEach(consent -> consents.put(consent, entity(consent)));
    }

    Stream<Object> user() {
        user.setRealmId(realmId);
        user.setUsername(stored.username());
        user.setEmail(stored.email(), stored.emailShared());
        user.setFirstName(stored.firstName());
        user.setLastName(stored.lastName());
        user.setEmailVerified(stored.emailVerified());
        user.setEnabled(stored.enabled());
        user.setNotBefore(stored.notBefore());
        user.setCreatedTimestamp(stored.createdAt());
        user.setLastModifiedTimestamp(stored.modifiedAt());
        user.setFederationLink(stored.federationLink());
        user.setServiceAccountClientLink(stored.serviceAccountClient());
        return Stream.of(user);
    }

    Stream<Object> attributes() {
        return stored.attributes().entrySet().stream().flatMap(attribute -> attribute.getValue().stream().map(value -> {
            UserAttributeEntity entity = new UserAttributeEntity();
            entity.setId(KeycloakModelUtils.generateId());
            entity.setUser(user);
            entity.setName(attribute.getKey());
            entity.setValue(value);
            return entity;
        }));
    }

    Stream<Object> requiredActions() {
        return stored.requiredActions().stream().map(action -> {
            UserRequiredActionEntity entity = new UserRequiredActionEntity();
            entity.setUser(user);
            entity.setAction(action);
            return entity;
        });
    }

    Stream<Object> roles() {
        return stored.roleIds().stream().map(role -> {
            UserRoleMappingEntity entity = new UserRoleMappingEntity();
            entity.setUser(user);
            entity.setRoleId(role);
            return entity;
        });
    }

    Stream<Object> groups() {
        return stored.groupIds().stream().map(group -> {
            UserGroupMembershipEntity entity = new UserGroupMembershipEntity();
            entity.setUser(user);
            entity.setGroupId(group);
            entity.setMembershipType(MembershipType.valueOf(stored.membershipType(group).orElseThrow()));
            return entity;
        });
    }

    /** @param ids a function from a credential's id in the schema to the credential's id in Keycloak's table */
    Stream<Object> credentials(UnaryOperator<String> ids) {
        List<Object> entities = new ArrayList<>();
        for (StoredCredential credential : stored.credentials().all()) {
            CredentialEntity entity = new CredentialEntity();
            entity.setId(ids.apply(credential.id()));
            entity.setUser(user);
            entity.setPriority((entities.size() + 1) * JpaUserCredentialStore.PRIORITY_DIFFERENCE);
            entity.setType(credential.type());
            entity.setUserLabel(credential.label());
            entity.setCreatedDate(credential.createdAt());
            entity.setSecretData(credential.secretData());
            entity.setCredentialData(credential.credentialData());
            entities.add(entity);
        }
        return entities.stream();
    }

    Stream<Object> consents() {
        return consents.values().stream().map(Object.class::cast);
    }

    private UserConsentEntity entity(StoredConsent consent) {
        UserConsentEntity entity = new UserConsentEntity();
        entity.setId(KeycloakModelUtils.generateId());
        entity.setUser(user);
        StorageId client = new StorageId(consent.clientId());
        if (client.isLocal()) {
            entity.setClientId(consent.clientId());
        } else {
            entity.setClientStorageProvider(client.getProviderId());
            entity.setExternalClientId(client.getExternalId());
        }
        entity.setCreatedDate(consent.createdAt());
        entity.setLastUpdatedDate(consent.updatedAt());
        return entity;
    }

    Stream<Object> consentScopes() {
        return consents.entrySet().stream().flatMap(consent -> consent.getKey().scopes().stream().map(scope -> {
            UserConsentClientScopeEntity entity = new UserConsentClientScopeEntity();
            entity.setUserConsent(consent.getValue());
            entity.setScopeId(scope.scopeId());
            entity.setParameter(scope.parameter());
            return entity;
        }));
    }

    Stream<Object> brokerLinks() {
        return stored.brokerLinks().stream().map(link -> {
            FederatedIdentityEntity entity = new FederatedIdentityEntity();
            entity.setRealmId(realmId);
            entity.setUser(user);
            entity.setIdentityProvider(link.provider());
            entity.setUserId(link.brokerUserId());
            entity.setUserName(link.brokerUsername());
            entity.setToken(link.token());
            return entity;
        });
    }

    Stream<Object> verifiableCredentials() {
        return stored.verifiableCredentials().stream().map(credential -> {
            UserVerifiableCredentialEntity entity = new UserVerifiableCredentialEntity();
            entity.setUser(user);
            entity.setId(credential.id());
            entity.setClientScopeId(credential.clientScopeId());
            entity.setRevision(credential.revision());
            entity.setUserAttributes(credential.userAttributes());
            entity.setCreatedDate(credential.createdAt());
            entity.setUpdatedDate(credential.updatedAt());
            return entity;
        });
    }

    Stream<Object> issuedCredentials() {
        return stored.issuedCredentials().stream().map(issued -> {
            IssuedVerifiableCredentialEntity entity = new IssuedVerifiableCredentialEntity();
            entity.setUser(user);
            entity.setId(issued.id());
            entity.setVerifiableCredentialId(issued.credentialId());
            entity.setClientId(issued.clientId());
            entity.setRevision(issued.revision());
            entity.setIssuedAt(issued.issuedAt());
            entity.setExpiresAt(issued.expiresAt());
            return entity;
        });
    }
}
