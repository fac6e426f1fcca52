package dev.tenantry.web.users;

import dev.tenantry.core.user.StoredVerifiableCredential;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.oid4vc.IssuedVerifiableCredentialRepresentation;
import org.keycloak.representations.idm.oid4vc.UserVerifiableCredentialRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Reads a user's verifiable credentials from a line of an import. The line has the format that {@link UserExport}
 * writes.
 */
final class NewVerifiableCredentials {

    private static final String FIELD = "verifiableCredentials";
    private static final String ISSUED = "issuedVerifiableCredentials";

    private NewVerifiableCredentials() {}

    static List<StoredVerifiableCredential> of(IdsByName ids, UserRepresentation line) {
        List<StoredVerifiableCredential> all = new ArrayList<>();
        Set<String> scopes = new HashSet<>();
        for (UserVerifiableCredentialRepresentation given : Fields.list(FIELD, line.getVerifiableCredentials())) {
            String field = Fields.at(FIELD, all.size());
            String scope = ids.scope(field + ".credentialScopeName",
                    Fields.needed(field + ".credentialScopeName", given.getCredentialScopeName()));
            if (!scopes.add(scope)) {
                throw new InvalidRequestException(field + ".credentialScopeName", "occurs twice");
            }
            all.add(new StoredVerifiableCredential(
                    KeycloakModelUtils.generateId(),
                    scope,
                    Fields.needed(field + ".revision", given.getRevision()),
                    attributes(field + ".userAttributes", given.getUserAttributes()),
                    given.getCreatedDate(),
                    given.getUpdatedDate()));
        }
        return all;
    }

    private static String attributes(String field, Map<String, List<String>> attributes) {
        if (attributes == null) {
            throw new InvalidRequestException(field, "is needed");
        }
        try {
            return JsonSerialization.writeValueAsString(attributes);
        } catch (IOException unwritable) {
            throw new InvalidRequestException(field, "The value has the wrong type");
        }
    }

    /**
     * Reads the credentials that were issued to a user.
     *
     * @param credentials the user's verifiable credentials, to which the issued credentials belong
     */
    static List<StoredVerifiableCredential.Issued> issued(
            IdsByName ids, List<StoredVerifiableCredential> credentials, UserRepresentation line) {
        List<StoredVerifiableCredential.Issued> all = new ArrayList<>();
        for (IssuedVerifiableCredentialRepresentation given :
                Fields.list(ISSUED, line.getIssuedVerifiableCredentials())) {
            String field = Fields.at(ISSUED, all.size()) + ".credentialType";
            String scope = ids.scope(field, Fields.needed(field, given.getCredentialType()));
            String credential = credentials.stream()
                    .filter(known -> known.clientScopeId().equals(scope))
                    .map(StoredVerifiableCredential::id)
                    .findFirst()
                    .orElseThrow(() -> new InvalidRequestException(field, "The user has no such credential"));
            all.add(new StoredVerifiableCredential.Issued(
                    KeycloakModelUtils.generateId(),
                    credential,
                    given.getClientId(),
                    given.getRevision(),
                    given.getIssuedAt(),
                    given.getExpiresAt()));
        }
        return all;
    }
}
