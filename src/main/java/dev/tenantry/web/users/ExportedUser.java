package dev.tenantry.web.users;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.UserConsentRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.oid4vc.IssuedVerifiableCredentialRepresentation;
import org.keycloak.representations.idm.oid4vc.UserVerifiableCredentialRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Converts users to the format of Keycloak's own export (ExportUtils.exportUser, 26.7), with their credentials. Not
 * thread-safe.
 */
final class ExportedUser {

    private static final TypeReference<Map<String, List<String>>> ATTRIBUTES = new TypeReference<>() {};

    private final NamesById names;
    private final Function<StoredUser, String> id;

    /** @param id a function from a stored user to the id that Keycloak uses for this user */
    ExportedUser(NamesById names, Function<StoredUser, String> id) {
        this.names = names;
        this.id = id;
    }

    UserRepresentation of(StoredUser user) {
        UserRepresentation line = new UserRepresentation();
        line.setId(id.apply(user));
        line.setUsername(user.username());
        line.setEmail(user.email());
        line.setFirstName(user.firstName());
        line.setLastName(user.lastName());
        line.setEmailVerified(user.emailVerified());
        line.setEnabled(user.enabled());
        line.setCreatedTimestamp(user.createdAt());
        line.setNotBefore(user.notBefore());
        line.setFederationLink(user.federationLink());
        line.setAttributes(user.attributes().isEmpty() ? null : user.attributes());
        line.setRequiredActions(user.requiredActions());
        line.setCredentials(user.credentials().all().stream().map(ExportedUser::credential).toList());
        roles(line, user.roleIds());
        line.setGroups(user.groupIds().stream().map(names::group).flatMap(Optional::stream).toList());
        line.setFederatedIdentities(given(user.brokerLinks(), ExportedUser::link));
        line.setClientConsents(given(
                user.consents().stream().filter(consent -> names.client(consent.clientId()).isPresent()).toList(),
                this::consent));
        verifiableCredentials(line, user);
        return line;
    }

    /** @return the representations; null for an empty list, so that the line omits the field */
    private static <S, T> List<T> given(List<S> stored, Function<S, T> representation) {
        return stored.isEmpty() ? null : stored.stream().map(representation).toList();
    }

    private void roles(UserRepresentation line, List<String> roleIds) {
        List<String> ofRealm = new ArrayList<>();
        Map<String, List<String>> ofClients = new TreeMap<>();
        roleIds.stream().map(names::role).flatMap(Optional::stream).forEach(role -> {
            if (role.clientId() == null) {
                ofRealm.add(role.name());
            } else {
                ofClients.computeIfAbsent(role.clientId(), client -> new ArrayList<>()).add(role.name());
            }
        });
        line.setRealmRoles(ofRealm.isEmpty() ? null : ofRealm);
        line.setClientRoles(ofClients.isEmpty() ? null : ofClients);
    }

    private static CredentialRepresentation credential(StoredCredential stored) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setId(stored.id());
        credential.setType(stored.type());
        credential.setUserLabel(stored.label());
        credential.setCreatedDate(stored.createdAt());
        credential.setSecretData(stored.secretData());
        credential.setCredentialData(stored.credentialData());
        return credential;
    }

    private static FederatedIdentityRepresentation link(BrokerLink stored) {
        FederatedIdentityRepresentation link = new FederatedIdentityRepresentation();
        link.setIdentityProvider(stored.provider());
        link.setUserId(stored.brokerUserId());
        link.setUserName(stored.brokerUsername());
        return link;
    }

    private UserConsentRepresentation consent(StoredConsent stored) {
        UserConsentRepresentation consent = new UserConsentRepresentation();
        consent.setClientId(names.client(stored.clientId()).orElseThrow());
        consent.setCreatedDate(stored.createdAt());
        consent.setLastUpdatedDate(stored.updatedAt());
        consent.setGrantedClientScopes(stored.scopes().stream().flatMap(scope -> names.scope(scope.scopeId())
                .map(name -> scope.parameter() == null
                        ? name
                        : name + ClientScopeModel.VALUE_SEPARATOR + scope.parameter())
                .stream()).toList());
        return consent;
    }

    private void verifiableCredentials(UserRepresentation line, StoredUser user) {
        List<StoredVerifiableCredential> there = user.verifiableCredentials().stream()
                .filter(stored -> names.scope(stored.clientScopeId()).isPresent())
                .toList();
        line.setVerifiableCredentials(given(there, this::verifiable));
        line.setIssuedVerifiableCredentials(given(
                user.issuedCredentials().stream()
                        .map(issued -> issued(issued, there))
                        .filter(Objects::nonNull)
                        .toList(),
                Function.identity()));
    }

    private UserVerifiableCredentialRepresentation verifiable(StoredVerifiableCredential stored) {
        UserVerifiableCredentialRepresentation credential = new UserVerifiableCredentialRepresentation();
        credential.setCredentialScopeName(names.scope(stored.clientScopeId()).orElseThrow());
        credential.setRevision(stored.revision());
        credential.setCreatedDate(stored.createdAt());
        credential.setUpdatedDate(stored.updatedAt());
        credential.setUserAttributes(attributes(stored.userAttributes()));
        return credential;
    }

    private static Map<String, List<String>> attributes(String json) {
        try {
            return json == null ? Map.of() : JsonSerialization.readValue(json, ATTRIBUTES);
        } catch (IOException malformed) {
            throw new UncheckedIOException("The attributes of a verifiable credential can't be read", malformed);
        }
    }

    private IssuedVerifiableCredentialRepresentation issued(
            StoredVerifiableCredential.Issued stored, List<StoredVerifiableCredential> credentials) {
        return credentials.stream()
                .filter(credential -> credential.id().equals(stored.credentialId()))
                .findFirst()
                .map(credential -> {
                    IssuedVerifiableCredentialRepresentation issued = new IssuedVerifiableCredentialRepresentation();
                    issued.setCredentialType(names.scope(credential.clientScopeId()).orElseThrow());
                    issued.setClientId(stored.clientId());
                    issued.setRevision(stored.revision());
                    issued.setIssuedAt(stored.issuedAt());
                    issued.setExpiresAt(stored.expiresAt());
                    return issued;
                })
                .orElse(null);
    }
}
