package dev.tenantry.user;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * A user and what belongs to them as ONE row of a query, so that a login costs one round trip: each child table is an
 * array. Every value is text, so that arrays of rows stay arrays of one type.
 */
final class UserRow {

    /** Of {@code users u}. */
    static final String COLUMNS = """
            u.id, u.plain_id, u.username, u.email, u.email_shared, u.first_name, u.last_name, u.email_verified,
            u.enabled, u.not_before, u.created_at, u.modified_at, u.federation_link, u.service_account_client,
            array(select array[a.name, a.value] from user_attribute a
                  where a.user_id = u.id order by a.name, a.position) as attributes,
            array(select r.action from required_action r where r.user_id = u.id order by r.action) as required_actions,
            array(select m.role_id from role_mapping m where m.user_id = u.id) as role_ids,
            array(select array[g.group_id, g.membership_type] from group_membership g
                  where g.user_id = u.id) as groups,
            array(select array[c.id, c.type, c.label, c.created_at::text, c.secret_data, c.credential_data]
                  from credential c where c.user_id = u.id order by c.position, c.id) as credentials
            """;

    private UserRow() {}

    static StoredUser read(ResultSet row) throws SQLException {
        StoredUser user = new StoredUser(
                row.getString("id"), row.getBoolean("plain_id"), row.getString("username"));
        user.email(row.getString("email"), row.getBoolean("email_shared"));
        user.firstName(row.getString("first_name"));
        user.lastName(row.getString("last_name"));
        user.emailVerified(row.getBoolean("email_verified"));
        user.enabled(row.getBoolean("enabled"));
        user.notBefore(row.getInt("not_before"));
        user.createdAt(row.getObject("created_at", Long.class));
        user.modifiedAt(row.getObject("modified_at", Long.class));
        user.federationLink(row.getString("federation_link"));
        user.serviceAccountClient(row.getString("service_account_client"));
        for (String[] attribute : rows(row.getArray("attributes"))) {
            user.attributes.computeIfAbsent(attribute[0], name -> new ArrayList<>()).add(attribute[1]);
        }
        for (String action : values(row.getArray("required_actions"))) {
            user.requiredActions.add(action);
        }
        for (String roleId : values(row.getArray("role_ids"))) {
            user.roleIds.add(roleId);
        }
        for (String[] group : rows(row.getArray("groups"))) {
            user.groups.put(group[0], group[1]);
        }
        for (String[] c : rows(row.getArray("credentials"))) {
            user.credentials.add(new StoredCredential(
                    c[0], c[1], c[2], c[3] == null ? null : Long.valueOf(c[3]), c[4], c[5]));
        }
        user.isWritten();
        return user;
    }

    private static String[] values(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    static String[][] rows(Array array) throws SQLException {
        // An empty array has no dimensions in PostgreSQL, whatever it would hold.
        return array.getArray() instanceof String[][] rows ? rows : new String[0][];
    }
}
