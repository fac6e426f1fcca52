package dev.tenantry.support.postgres;

/**
 * A user is one row, and parts of the user are JSON. For conditions in SQL, this class presents the parts as tables of
 * their own, such as {@code credential} and {@code role_mapping}. Each table has the id of the user.
 */
public final class UserTables {

    private static final String WITH = """
            with users as (select * from "%s".users),
            user_attribute as (
              select u.id as user_id, a.key as name, v.position, v.value
              from users u, jsonb_each(u.attributes) a,
                jsonb_array_elements_text(a.value) with ordinality v (value, position)),
            required_action as (
              select u.id as user_id, action from users u, unnest(u.required_actions) action),
            role_mapping as (
              select u.id as user_id, role_id from users u, unnest(u.role_ids) role_id),
            group_membership as (
              select u.id as user_id, g.key as group_id, g.value as membership_type
              from users u, jsonb_each_text(u.groups) g),
            credential as (
              select u.id as user_id, c.id, c.type, c.stored ->> 'label' as label,
                c.stored ->> 'secret_data' as secret_data, c.stored ->> 'credential_data' as credential_data
              from users u, lateral (
                select u.password ->> 'id' as id, 'password' as type, u.password as stored
                where u.password is not null
                union all select key, value ->> 'type', value from jsonb_each(u.credentials)) c),
            broker_link as (
              select u.id as user_id, l.key as provider, l.value ->> 'user_id' as broker_user_id,
                l.value ->> 'username' as broker_username, l.value ->> 'token' as token
              from users u, jsonb_each(u.broker_links) l),
            consent as (
              select u.id as user_id, c.key as client_id, c.value ->> 'updated_at' as updated_at
              from users u, jsonb_each(u.consents) c),
            consent_scope as (
              select u.id as user_id, c.key as client_id, s ->> 'id' as scope_id, s ->> 'parameter' as parameter
              from users u, jsonb_each(u.consents) c, jsonb_array_elements(c.value -> 'scopes') s),
            verifiable_credential as (
              select u.id as user_id, v.key as client_scope_id, v.value ->> 'id' as id
              from users u, jsonb_each(u.verifiable_credentials) v)
            """;

    private UserTables() {}

    /** The text to put before a query on these tables. */
    public static String with(String schema) {
        return WITH.formatted(schema);
    }
}
