package dev.tenantry.user;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables that hold a user, each with what it holds of one; parents before children. */
enum WholeUserTable {
    USERS("""
            users (id, plain_id, username, email, email_shared, first_name, last_name, email_verified, enabled,
            not_before, created_at, modified_at, federation_link, service_account_client)""",
            whole -> Stream.<Object[]>of(UserStore.row(whole.user()))),
    ATTRIBUTES("user_attribute (user_id, name, position, value)",
            whole -> whole.user().attributes.entrySet().stream()
                    .flatMap(attribute -> attribute(whole.user().id(), attribute.getKey(), attribute.getValue()))),
    REQUIRED_ACTIONS("required_action (user_id, action)",
            whole -> whole.user().requiredActions.stream().map(action -> row(whole.user().id(), action))),
    ROLES("role_mapping (user_id, role_id)",
            whole -> whole.user().roleIds.stream().map(role -> row(whole.user().id(), role))),
    GROUPS("group_membership (user_id, group_id, membership_type)",
            whole -> whole.user().groups.entrySet().stream()
                    .map(group -> row(whole.user().id(), group.getKey(), group.getValue()))),
    CREDENTIALS("credential (id, user_id, position, type, label, created_at, secret_data, credential_data)",
            whole -> credentials(whole.user())),
    CONSENTS("consent (user_id, client_id, created_at, updated_at)",
            whole -> whole.consents().stream().map(consent ->
                    row(whole.user().id(), consent.clientId(), consent.createdAt(), consent.updatedAt()))),
    CONSENT_SCOPES("consent_scope (user_id, client_id, scope_id, parameter)",
            whole -> whole.consents().stream().flatMap(consent -> consent.scopes().stream().map(scope ->
                    row(whole.user().id(), consent.clientId(), scope.scopeId(), scope.parameter())))),
    BROKER_LINKS("broker_link (user_id, provider, broker_user_id, broker_username, token)",
            whole -> whole.brokerLinks().stream().map(link -> row(
                    whole.user().id(), link.provider(), link.brokerUserId(), link.brokerUsername(), link.token()))),
    VERIFIABLE_CREDENTIALS("""
            verifiable_credential (id, user_id, client_scope_id, revision, user_attributes, created_at, updated_at)""",
            whole -> whole.verifiableCredentials().stream().map(credential -> row(
                    credential.id(), whole.user().id(), credential.clientScopeId(), credential.revision(),
                    credential.userAttributes(), credential.createdAt(), credential.updatedAt()))),
    ISSUED_CREDENTIALS("""
            issued_verifiable_credential (id, user_id, credential_id, client_id, revision, issued_at, expires_at)""",
            whole -> whole.issued().stream().map(issued -> row(
                    issued.id(), whole.user().id(), issued.credentialId(), issued.clientId(), issued.revision(),
                    issued.issuedAt(), issued.expiresAt())));

    private final String columns;
    private final Function<WholeUser, Stream<Object[]>> rows;

    WholeUserTable(String columns, Function<WholeUser, Stream<Object[]>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** The table with the columns that {@link #rows} have values of. */
    String columns() {
        return columns;
    }

    String table() {
        return columns.substring(0, columns.indexOf(' '));
    }

    Stream<Object[]> rows(WholeUser whole) {
        return rows.apply(whole);
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private static Stream<Object[]> attribute(String userId, String name, List<String> values) {
        return IntStream.range(0, values.size()).mapToObj(position -> row(userId, name, position, values.get(position)));
    }

    private static Stream<Object[]> credentials(StoredUser user) {
        return IntStream.range(0, user.credentials.size()).mapToObj(position -> {
            StoredCredential credential = user.credentials.get(position);
            return row(credential.id(), user.id(), position, credential.type(), credential.label(),
                    credential.createdAt(), credential.secretData(), credential.credentialData());
        });
    }
}
