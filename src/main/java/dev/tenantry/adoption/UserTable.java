package dev.tenantry.adoption;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of a tenant's schema, with the columns that are moved; all of them, as text. The first one is the user's id.
 * In the order in which rows can be inserted.
 */
public enum UserTable {
    USERS("users", "id", "username", "email", "email_shared::boolean", "first_name", "last_name",
            "email_verified::boolean", "enabled::boolean", "not_before::integer", "created_at::bigint",
            "modified_at::bigint", "federation_link", "service_account_client"),
    ATTRIBUTES("user_attribute", "user_id", "position::integer", "name", "value"),
    REQUIRED_ACTIONS("required_action", "user_id", "action"),
    ROLES("role_mapping", "user_id", "role_id"),
    GROUPS("group_membership", "user_id", "group_id", "membership_type"),
    CREDENTIALS("credential", "user_id", "position::integer", "id", "type", "label", "created_at::bigint",
            "secret_data", "credential_data"),
    CONSENTS("consent", "user_id", "client_id", "created_at::bigint", "updated_at::bigint"),
    CONSENT_SCOPES("consent_scope", "user_id", "client_id", "scope_id", "parameter"),
    BROKER_LINKS("broker_link", "user_id", "provider", "broker_user_id", "broker_username", "token"),
    VERIFIABLE_CREDENTIALS("verifiable_credential", "user_id", "id", "client_scope_id", "revision",
            "user_attributes", "created_at::bigint", "updated_at::bigint"),
    ISSUED_CREDENTIALS("issued_verifiable_credential", "user_id", "id", "credential_id", "client_id", "revision",
            "issued_at::bigint", "expires_at::bigint");

    private final String table;
    private final List<Column> columns;

    /** @param columns each with its type, where that is not text */
    UserTable(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns).stream().map(Column::of).toList();
    }

    /** Rows of users whose ids are bound as an array, in no order. */
    String select() {
        return "select " + columns.stream().map(Column::read).collect(joining(", ")) + " from " + table + " where "
                + columns.get(0).name + " = any (?)";
    }

    String insert() {
        return "insert into " + table + " (" + columns.stream().map(Column::name).collect(joining(", "))
                + ") values (" + columns.stream().map(Column::written).collect(joining(", ")) + ")";
    }

    /** Keycloak's own tables do not say in which order the values of an attribute are. */
    boolean isCompared(int column) {
        return this != ATTRIBUTES || column != index("position");
    }

    int width() {
        return columns.size();
    }

    /** Where a column stands in a row. */
    public int index(String column) {
        return IntStream.range(0, width())
                .filter(i -> columns.get(i).name.equals(column))
                .findFirst()
                .orElseThrow();
    }

    private record Column(String name, String cast) {

        private static Column of(String declared) {
            int type = declared.indexOf("::");
            return type < 0
                    ? new Column(declared, "")
                    : new Column(declared.substring(0, type), declared.substring(type));
        }

        private String read() {
            return name + "::text";
        }

        private String written() {
            return "?" + cast;
        }
    }
}
