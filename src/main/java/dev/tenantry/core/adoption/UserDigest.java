package dev.tenantry.core.adoption;

import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredUser;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the SHA-256 of users and all objects that they own. Equal users have equal digests, whether they are stored
 * in a schema or in Keycloak's own tables.
 *
 * <p>The order of a user's credentials changes the digest. The order of all other lists does not change the digest. The
 * order of an attribute's values is ignored too, since Keycloak's own tables do not store this order. The digest does
 * not depend on four things:
 * <ul>
 * <li>whether the user's id is plain (used by Keycloak unchanged), since all ids are plain in Keycloak's own tables;
 * <li>the ids of credentials, since a release may have to change them: Keycloak's table refuses two credentials with
 *   the same id, even in different realms;
 * <li>issued credentials whose verifiable credential was removed from the user, since Keycloak does not show them;
 * <li>the search terms in a schema, since they are derived from the user's other fields.
 * </ul>
 */
final class UserDigest {

    private UserDigest() {}

    /** @param users the users, in any order */
    static String of(List<StoredUser> users) {
        return Sha256.ofLines(users.stream().map(UserDigest::user).sorted().toList());
    }

    private static String user(StoredUser user) {
        return values(
                user.id(), user.username(), user.email(), user.emailShared(), user.firstName(), user.lastName(),
                user.emailVerified(), user.enabled(), user.notBefore(), user.createdAt(), user.modifiedAt(),
                user.federationLink(), user.serviceAccountClient(),
                set(user.attributes().entrySet().stream().flatMap(attribute ->
                        attribute.getValue().stream().map(value -> values(attribute.getKey(), value)))),
                set(user.requiredActions().stream()),
                set(user.roleIds().stream()),
                set(user.groupIds().stream().map(group -> values(group, user.membershipType(group).orElse(null)))),
                list(user.credentials().all().stream().map(credential -> values(
                        credential.type(), credential.label(), credential.createdAt(), credential.secretData(),
                        credential.credentialData()))),
                set(user.brokerLinks().stream().map(link -> values(
                        link.provider(), link.brokerUserId(), link.brokerUsername(), link.token()))),
                set(user.consents().stream().map(UserDigest::consent)),
                set(user.verifiableCredentials().stream().map(credential -> values(
                        credential.id(), credential.clientScopeId(), credential.revision(), credential.userAttributes(),
                        credential.createdAt(), credential.updatedAt()))),
                set(user.issuedCredentials().stream().map(issued -> values(
                        issued.id(), issued.credentialId(), issued.clientId(), issued.revision(), issued.issuedAt(),
                        issued.expiresAt()))));
    }

    private static String consent(StoredConsent consent) {
        return values(consent.clientId(), consent.createdAt(), consent.updatedAt(),
                set(consent.scopes().stream().map(scope -> values(scope.scopeId(), scope.parameter()))));
    }

    private static String set(Stream<String> texts) {
        return list(texts.sorted());
    }

    private static String list(Stream<String> texts) {
        return values(texts.toArray());
    }

    /**
     * Joins the values to one text. The length of each value precedes the value, and a hyphen stands for null.
     * Therefore different lists of values never become the same text.
     */
    private static String values(Object... values) {
        return Arrays.stream(values)
                .map(value -> value == null ? "-" : value.toString().length() + ":" + value)
                .collect(Collectors.joining(" "));
    }
}
