package dev.tenantry.core.user;

import dev.tenantry.core.db.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Builds the UPDATE that writes all changes of a user. The UPDATE merges the changes into the current row: while the
 * row is locked, it sets or removes each changed column and each changed key of a JSON column, and leaves all other
 * columns and keys unchanged. If several sessions change one user at the same time, their updates run one after the
 * other, and no update undoes another update's change. Each object of this class builds one statement.
 */
final class UserUpdate {

    private final List<String> assignments = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> removedTerms = new ArrayList<>();
    private final List<String> removedPrefixes = new ArrayList<>();
    private final List<String> addedTerms = new ArrayList<>();

    private UserUpdate() {}

    /** @param user a user with changes */
    static Sql of(StoredUser user) {
        UserUpdate update = new UserUpdate();
        update.singleValues(user);
        update.credentials(user.credentials);
        update.keys("required_actions", user.requiredActions);
        update.keys("role_ids", user.roles);
        update.json("attributes", user.attributes, UserJson::attributes);
        update.json("groups", user.groups, UserJson::groups);
        update.json("broker_links", user.brokerLinks, UserJson::brokerLinks);
        update.json("consents", user.consents, UserJson::consents);
        update.json("verifiable_credentials", user.verifiableCredentials, UserJson::verifiableCredentials);
        update.json("issued_credentials", user.issuedCredentials, UserJson::issuedCredentials);
        update.terms(user);
        return update.statement(user.id());
    }

    private void set(String column, String value, Object... values) {
        assignments.add(column + " = " + value);
        parameters.addAll(Arrays.asList(values));
    }

    private void singleValues(StoredUser user) {
        UserRow.changedValues(user, (column, value) -> set(column, "?", value));
    }

    private void credentials(CredentialList credentials) {
        String password = credentials.password().map(UserJson::password).orElse(null);
        switch (credentials.passwordChange()) {
            case NONE -> { }
            case NEW -> set("password", "?::jsonb", password);
            case SAME -> {
                StoredCredential same = credentials.password().orElseThrow().credential();
                set("password", """
                        case when password ->> 'id' = ?
                          and coalesce((password ->> 'created_at')::bigint <= ?, true) then ?::jsonb else password end""",
                        same.id(), same.createdAt(), password);
            }
            case REMOVED -> set("password", "case when password ->> 'id' = any (?) then null else password end",
                    (Object) array(credentials.removedPasswords()));
        }
        others(credentials);
    }

    /**
     * Adds the assignment that writes the changes to credentials other than the password. If another session has
     * removed a credential, the assignment does not restore it.
     */
    private void others(CredentialList credentials) {
        if (credentials.others().isChanged()) {
            set("credentials", """
                    (credentials - ?) || ?::jsonb || (
                      select coalesce(jsonb_object_agg(key, case when change.value ?? 'type'
                        then jsonb_build_object('position', stored.value -> 'position') || change.value
                        else stored.value || change.value end), '{}')
                      from jsonb_each(?::jsonb) change join jsonb_each(credentials) stored using (key))""",
                    array(credentials.others().changedKeys()), UserJson.credentials(credentials.others().set()),
                    UserJson.credentialChanges(credentials.changes()));
        }
    }

    private void keys(String column, Part<Boolean> part) {
        if (part.isChanged()) {
            set(column, "array(select key from unnest(" + column + ") key where key <> all (?)) || ?",
                    array(part.changedKeys()), array(part.set().keySet()));
        }
    }

    private <V> void json(String column, Part<V> part, Function<Map<String, V>, String> json) {
        if (part.isChanged()) {
            set(column, """
                    (# - ?) || ?::jsonb || (
                      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(?::jsonb) where # ?? key)"""
                            .replace("#", column),
                    array(part.changedKeys()), json.apply(part.set()), json.apply(part.updated()));
        }
    }

    private void terms(StoredUser user) {
        terms(user.roles, FoundBy::role);
        terms(user.groups, FoundBy::group);
        prefixed(user.attributes.changedKeys(), FoundBy::attribute);
        FoundBy.addAttributes(addedTerms, user.attributes.set());
        prefixed(user.brokerLinks.changedKeys(), FoundBy::brokerLink);
        FoundBy.addBrokerLinks(addedTerms, user.brokerLinks.set());
        user.consents.changedKeys().forEach(client -> removedTerms.add(FoundBy.consent(client)));
        FoundBy.addConsents(addedTerms, user.consents.set());
        user.verifiableCredentials.changedKeys()
                .forEach(scope -> removedTerms.add(FoundBy.verifiableCredential(scope)));
        FoundBy.addVerifiableCredentials(addedTerms, user.verifiableCredentials.set());
        user.issuedCredentials.changedKeys().forEach(id -> removedTerms.add(FoundBy.issuedCredential(id)));
        FoundBy.addIssued(addedTerms, user.issuedCredentials.set());
        if (user.isChanged("service_account_client")) {
            removedPrefixes.add(FoundBy.serviceAccount(""));
            if (user.serviceAccountClient() != null) {
                addedTerms.add(FoundBy.serviceAccount(user.serviceAccountClient()));
            }
        }
        removedTerms.addAll(addedTerms); // prevents duplicates: another session may have added the same terms
        if (!removedTerms.isEmpty() || !removedPrefixes.isEmpty()) {
            set("found_by", """
                    array(select term from unnest(found_by) term where term <> all (?)
                      and not exists (select from unnest(?) prefix where starts_with(term, prefix))) || ?""",
                    array(removedTerms), array(removedPrefixes), array(addedTerms));
        }
    }

    private void terms(Part<?> part, Function<String, String> term) {
        part.changedKeys().forEach(key -> removedTerms.add(term.apply(key)));
        part.set().keySet().forEach(key -> addedTerms.add(term.apply(key)));
    }

    private void prefixed(Set<String> keys, Function<String, String> term) {
        keys.forEach(key -> {
            removedTerms.add(term.apply(key));
            removedPrefixes.add(term.apply(key) + "=");
        });
    }

    private static String[] array(Collection<String> texts) {
        return texts.stream().distinct().sorted().toArray(String[]::new);
    }

    private Sql statement(String id) {
        parameters.add(id);
        return Sql.updateOfOne("update users set " + String.join(", ", assignments) + " where id = ?",
                parameters.toArray());
    }
}
