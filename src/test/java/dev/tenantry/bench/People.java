package dev.tenantry.bench;

import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.TestDatabase;
import java.util.Map;

/**
 * Writes many users of a realm by SQL, without the server. The users are copies of one user that the server has
 * created. They have the password and the roles of that user, and two attributes each.
 */
final class People {

    static final String PASSWORD = "everybody-s-1";

    /** The names of user i, equal in both stores: 40 first names, 4,999 last names. */
    private static final String NAMES = "'First' || i % 40, 'Last' || i % 4999";

    private static final String[] STANDARD = {
        """
        insert into user_entity (id, username, email, email_constraint, email_verified, enabled, first_name, last_name,
            realm_id, created_timestamp, not_before)
        select md5(s.realm_id || '%1$s' || i), '%1$s' || i, '%1$s' || i || '@example.test',
            '%1$s' || i || '@example.test', true, true, %2$s, s.realm_id, s.created_timestamp, 0
        from user_entity s, generate_series(1, %3$d) i where s.id = '%4$s'""",
        """
        insert into credential (id, user_id, type, created_date, secret_data, credential_data, priority, version)
        select md5(c.id || i), md5(s.realm_id || '%1$s' || i), c.type, c.created_date, c.secret_data,
            c.credential_data, c.priority, 0
        from user_entity s join credential c on c.user_id = s.id, generate_series(1, %3$d) i where s.id = '%4$s'""",
        """
        insert into user_role_mapping (user_id, role_id)
        select md5(s.realm_id || '%1$s' || i), c.role_id
        from user_entity s join user_role_mapping c on c.user_id = s.id, generate_series(1, %3$d) i
        where s.id = '%4$s'""",
        """
        insert into user_attribute (id, user_id, name, value)
        select md5(s.realm_id || '%1$s' || i || a.name), md5(s.realm_id || '%1$s' || i), a.name,
            a.name || i %% 100
        from user_entity s, generate_series(1, %3$d) i, (values ('department'), ('office')) a (name)
        where s.id = '%4$s'"""
    };

    private static final String TENANT = """
            insert into users (id, username, email, email_shared, email_verified, enabled, first_name, last_name,
                created_at, not_before, attributes, role_ids, password, found_by)
            select 'bench-%1$s' || i, '%1$s' || i, '%1$s' || i || '@example.test', false, true, true, %2$s,
                s.created_at, 0,
                jsonb_build_object('department', array['department' || i %% 100], 'office', array['office' || i %% 100]),
                s.role_ids, s.password || jsonb_build_object('id', s.password ->> 'id' || '-' || i),
                s.found_by || array['a:department', 'a:department=department' || i %% 100, 'a:office',
                    'a:office=office' || i %% 100]
            from users s, generate_series(1, %3$d) i where s.id = '%4$s'""";

    private People() {}

    /** Creates a standard realm and a tenant's realm on one server. Each realm has only its first user. */
    static Sides realms(KeycloakUnderTest keycloak) {
        return new Sides(
                RealmKind.STANDARD.create(keycloak, "ada", PASSWORD),
                RealmKind.TENANT.create(keycloak, "ada", PASSWORD));
    }

    /**
     * Adds users prefix1, prefix2 and so on.
     *
     * @param policy the realm's password policy from now on, by which the users' password is hashed
     */
    static void settle(TestRealm realm, String prefix, int count, String policy) {
        realm.put("", Map.of("passwordPolicy", policy)).requiring(204);
        String seed = realm.addUser(prefix + "0", PASSWORD);
        TestDatabase database = realm.keycloak().database();
        if (realm instanceof TestTenant tenant) {
            String id = seed.substring(seed.lastIndexOf(':') + 1);
            database.execute(
                    "set search_path to \"" + tenant.schema() + "\"; " + TENANT.formatted(prefix, NAMES, count, id));
        } else {
            for (String sql : STANDARD) {
                database.execute(sql.formatted(prefix, NAMES, count, seed));
            }
        }
        tidy(realm);
    }

    static void emptyCache(TestRealm realm) {
        realm.post("/clear-user-cache", null).requiring(204);
    }

    /** Vacuums and analyzes the realm's tables, as PostgreSQL does by itself within minutes. */
    static void tidy(TestRealm realm) {
        String tables = realm instanceof TestTenant tenant
                ? '"' + tenant.schema() + "\".users"
                : "user_entity, credential, user_role_mapping, user_attribute";
        realm.keycloak().database().execute("vacuum analyze " + tables);
    }
}
