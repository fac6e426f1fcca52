package dev.tenantry.keycloak.provisioning;

import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Checks a first user before any work begins. Keycloak itself would fail without naming the field, and its exception
 * may contain a part of a hashed credential. {@link FirstUser} makes the checks that need the tenant's realm.
 */
final class FirstUserRules {

    private static final String CREDENTIALS = "user.credentials";
    private static final String FEDERATED_IDENTITIES = "user.federatedIdentities";

    private final KeycloakSession session;
    private final List<Problem> problems = new ArrayList<>();

    private FirstUserRules(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Returns the problems of the user. No problem contains a value of the user's fields.
     *
     * @param session any session; its realm does not matter
     * @param user may be null
     */
    static List<Problem> problems(KeycloakSession session, UserRepresentation user) {
        if (user == null) {
            return List.of(new Problem("user", "A tenant needs a first user"));
        }
        FirstUserRules rules = new FirstUserRules(session);
        if (user.getUsername() == null || user.getUsername().isBlank()) {
            rules.problems.add(new Problem("user.username", "The first user needs a user name"));
        }
        elements(user.getCredentials()).forEach(rules::acceptCredential);
        rules.acceptIdentities(elements(user.getFederatedIdentities()));
        return rules.problems;
    }

    private static <T> List<T> elements(List<T> listOrNull) {
        return listOrNull == null ? List.of() : listOrNull;
    }

    private void acceptCredential(CredentialRepresentation credential) {
        if (credential != null && credential.getValue() != null && !credential.getValue().isEmpty()) {
            return;
        }
        if (credential == null || credential.getSecretData() == null || credential.getCredentialData() == null) {
            problems.add(new Problem(CREDENTIALS, "A credential needs a value that is not empty"));
        } else if (credential.getType() == null) {
            problems.add(new Problem(CREDENTIALS, "A hashed credential needs a type"));
        } else if (!isReadable(RepresentationToModel.toModel(credential))) {
            problems.add(new Problem(CREDENTIALS,
                    "The fields secretData and credentialData of a hashed credential do not fit its type"));
        }
    }

    /**
     * True if the type's provider can read the credential. Also true if no provider has the type: Keycloak ignores such
     * a credential (UserCredentialManager.createCredentialThroughProvider, 26.7).
     */
    private boolean isReadable(CredentialModel credential) {
        try {
            session.getKeycloakSessionFactory()
                    .getProviderFactoriesStream(CredentialProvider.class)
                    .map(factory -> session.getProvider(CredentialProvider.class, factory.getId()))
                    .filter(provider -> provider.supportsCredentialType(credential))
                    .findFirst()
                    .ifPresent(provider -> provider.getCredentialFromModel(credential));
            return true;
        } catch (RuntimeException unreadable) {
            return false; // the exception is not logged, because its message may contain the secret
        }
    }

    private void acceptIdentities(List<FederatedIdentityRepresentation> identities) {
        Set<String> providers = new HashSet<>();
        for (FederatedIdentityRepresentation identity : identities) {
            if (identity == null || identity.getIdentityProvider() == null) {
                problems.add(new Problem(FEDERATED_IDENTITIES, "A federated identity needs an identity provider"));
            } else if (!providers.add(identity.getIdentityProvider())) {
                problems.add(new Problem(
                        FEDERATED_IDENTITIES, "A user has at most one federated identity for each identity provider"));
            }
        }
    }
}
