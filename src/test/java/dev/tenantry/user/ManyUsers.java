package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;

/**
 * As many users as a test wants, the same each time: {@code user0000001} and so on, in the order of their names, with
 * names of people, an attribute that nobody else has so and one that one in forty has, a role that all have and one
 * that every thousandth has, a group of half of them and one of every thousandth.
 */
public final class ManyUsers {

    private static final String USERS = """
            insert into users (id, username, email, email_shared, first_name, last_name, email_verified, enabled,
                not_before, created_at)
            select md5(n::text), 'user' || lpad(n::text, 7, '0'), 'user' || lpad(n::text, 7, '0') || '@example.com',
                false,
                (array['Ada', 'Grace', 'Mary', 'Linus', 'Edsger', 'Barbara', 'Alan', 'Zoë', 'Tim', 'Ken'])[1 + n % 10],
                (array['Lovelace', 'Hopper', 'Jackson', 'Torvalds', 'Dijkstra', 'Liskov', 'Turing'])[1 + n % 7]
                    || '-' || n % 997,
                n % 3 = 0, n % 2000 <> 0, 0, 1700000000000 + n
            from generate_series(?, ?) n""";

    private static final String ATTRIBUTES = """
            insert into user_attribute (user_id, name, position, value)
            select md5(n::text), 'badge', 0, 'B-' || n from generate_series(?, ?) n
            union all select md5(n::text), 'floor', 0, 'F-' || n % 40 from generate_series(?, ?) n""";

    private static final String ROLES = """
            insert into role_mapping (user_id, role_id)
            select md5(n::text), 'all' from generate_series(?, ?) n
            union all select md5(n::text), 'few' from generate_series(?, ?) n where n % 1000 = 0""";

    private static final String GROUPS = """
            insert into group_membership (user_id, group_id, membership_type)
            select md5(n::text), 'many', 'UNMANAGED' from generate_series(?, ?) n where n % 2 = 0
            union all select md5(n::text), 'few', 'UNMANAGED' from generate_series(?, ?) n where n % 1000 = 0""";

    private static final String SERVICE_ACCOUNTS = """
            insert into users (id, username, email_shared, email_verified, enabled, not_before, service_account_client)
            select 'account-' || n, 'service-account-' || n, false, false, true, 0, 'client-' || n
            from generate_series(1, 20) n""";

    /** So that no statement takes longer than a request's may. */
    private static final int AT_ONCE = 50_000;

    private ManyUsers() {}

    /** Those with these numbers, both included, without anything but a row. */
    public static void insertRows(TenantHandle handle, int from, int to) {
        handle.update(USERS, from, to);
    }

    /** That many, and all that they own; service accounts too. */
    public static void insert(TenantHandle handle, int howMany) {
        for (int from = 1; from <= howMany; from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE - 1, howMany);
            insertRows(handle, from, to);
            handle.update(ATTRIBUTES, from, to, from, to);
            handle.update(ROLES, from, to, from, to);
            handle.update(GROUPS, from, to, from, to);
        }
        handle.update(SERVICE_ACCOUNTS);
    }
}
