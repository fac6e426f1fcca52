package dev.tenantry.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A user with all they own as ONE row, as {@link UserRow} does it with what a login needs. */
final class WholeUserRow {

    /** Of {@code users u}. */
    static final String COLUMNS = UserRow.COLUMNS + """
            , array(select array[l.provider, l.broker_user_id, l.broker_username, l.token]
                    from broker_link l where l.user_id = u.id order by l.provider) as broker_links,
            array(select array[c.client_id, c.created_at::text, c.updated_at::text]
                  from consent c where c.user_id = u.id order by c.created_at, c.client_id) as consents,
            array(select array[s.client_id, s.scope_id, s.parameter]
                  from consent_scope s where s.user_id = u.id) as consent_scopes,
            array(select array[v.id, v.client_scope_id, v.revision, v.user_attributes, v.created_at::text,
                               v.updated_at::text]
                  from verifiable_credential v where v.user_id = u.id order by v.client_scope_id) as verifiable,
            array(select array[i.id, i.credential_id, i.client_id, i.revision, i.issued_at::text, i.expires_at::text]
                  from issued_verifiable_credential i where i.user_id = u.id order by i.issued_at, i.id) as issued
            """;

    private WholeUserRow() {}

    static WholeUser read(ResultSet row) throws SQLException {
        StoredUser user = UserRow.read(row);
        String[][] scopes = UserRow.rows(row.getArray("consent_scopes"));
        return new WholeUser(
                user,
                rows(row, "consents").map(consent -> consent(consent, scopes)).toList(),
                rows(row, "broker_links").map(link -> new BrokerLink(link[0], link[1], link[2], link[3])).toList(),
                rows(row, "verifiable").map(WholeUserRow::verifiable).toList(),
                rows(row, "issued").map(issued -> issued(user.id(), issued)).toList());
    }

    private static Stream<String[]> rows(ResultSet row, String column) throws SQLException {
        return Arrays.stream(UserRow.rows(row.getArray(column)));
    }

    private static StoredConsent consent(String[] consent, String[][] scopes) {
        List<StoredConsent.Scope> granted = Arrays.stream(scopes)
                .filter(scope -> scope[0].equals(consent[0]))
                .map(scope -> new StoredConsent.Scope(scope[1], scope[2]))
                .toList();
        return new StoredConsent(consent[0], Long.parseLong(consent[1]), Long.parseLong(consent[2]), granted);
    }

    private static StoredVerifiableCredential verifiable(String[] v) {
        return new StoredVerifiableCredential(v[0], v[1], v[2], v[3], number(v[4]), number(v[5]));
    }

    private static StoredVerifiableCredential.Issued issued(String userId, String[] i) {
        return new StoredVerifiableCredential.Issued(i[0], userId, i[1], i[2], i[3], number(i[4]), number(i[5]));
    }

    private static Long number(String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
