package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantHandle;

/**
 * Inserts any number of users, always the same: {@code user0000001} and so on, with names of people. Each user has an
 * attribute with a value of its own, an attribute whose value one user in forty has, and a role that all users have.
 * Half of the users are in one group. Every thousandth user has a rare role, group, broker link and consent. Each row
 * has its search terms, as {@link FoundBy} defines them.
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

    /** Inserts whole users, so that each row is written only once. The users are numbered as by {@link #USERS}. */
    private static final String WHOLE_USERS = USERS
            .replace("created_at)", "created_at, attributes, role_ids, groups, broker_links, consents, found_by)")
            .replace("1700000000000 + n\n", """
                    1700000000000 + n,
                    jsonb_build_object('badge', array['B-' || n], 'floor', array['F-' || n % 40]),
                    array['all'] || case when n % 1000 = 0 then array['few'] else '{}' end,
                    case when n % 2 = 0 then '{"many": "UNMANAGED"}'::jsonb else '{}' end
                        || case when n % 1000 = 0 then '{"few": "UNMANAGED"}'::jsonb else '{}' end,
                    case when n % 1000 = 0
                        then jsonb_build_object('partner', jsonb_build_object('user_id', 'P-' || n)) else '{}' end,
                    case when n % 1000 = 0
                        then '{"shop": {"created_at": 1, "updated_at": 1, "scopes": []}}'::jsonb else '{}' end,
                    array['r:all', 'a:badge', 'a:badge=b-' || n, 'a:floor', 'a:floor=f-' || n % 40]
                        || case when n % 2 = 0 then array['g:many'] else '{}' end
                        || case when n % 1000 = 0
                            then array['r:few', 'g:few', 'i:partner', 'i:partner=P-' || n, 'c', 'c:shop']
                            else '{}' end
                    """);

    private static final String SERVICE_ACCOUNTS = """
            insert into users (id, username, email_shared, email_verified, enabled, not_before, service_account_client,
                found_by)
            select 'account-' || n, 'service-account-' || n, false, false, true, 0, 'client-' || n,
                array['s:client-' || n]
            from generate_series(1, 20) n""";

    /** The users of one statement, few enough for the time limit of a request's statement. */
    private static final int AT_ONCE = 50_000;

    private ManyUsers() {}

    /** Inserts the users with these numbers, both included, without attributes, roles, groups, links and consents. */
    public static void insertRows(TenantHandle handle, int from, int to) {
        handle.update(USERS, from, to);
    }

    /** Inserts this many users with all their parts, and twenty service accounts. */
    public static void insert(TenantHandle handle, int howMany) {
        for (int from = 1; from <= howMany; from += AT_ONCE) {
            handle.update(WHOLE_USERS, from, Math.min(from + AT_ONCE - 1, howMany));
        }
        handle.update(SERVICE_ACCOUNTS);
    }
}
