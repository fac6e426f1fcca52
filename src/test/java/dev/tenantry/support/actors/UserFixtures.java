package dev.tenantry.support.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.Totp;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A standard realm with many users in Keycloak's own tables. The users are named user1, user2 and so on. Each user has
 * a password and much of what a user can own. SQL copies the users from one user that the server has created.
 */
public record UserFixtures(StandardRealm realm, int size) {

    public static final String PASSWORD = "everybody-s-1";
    public static final String ADAS_PASSWORD = "lovelace-1815";

    /** An application that asks for consent. Every fourth user has given consent. */
    public static final String PARTNER = "partner";

    public static final String ROBOT = "robot";
    public static final String ROBOTS_SECRET = "robot-secret";

    private static final String OTP_SECRET = "cobol-flow-matic-1959";
    private static final Totp PHONE = Totp.stored(OTP_SECRET);
    private static final String NUMBER = "substring(u.username from 5)::integer";

    /**
     * A user has an OTP device, a consent or a required action if the number in the name is a multiple of this
     * constant.
     */
    private static final int WITH_OTP = 3;
    private static final int WITH_CONSENT = 4;
    private static final int WITH_ACTION = 97;

    public static UserFixtures create(KeycloakUnderTest keycloak, int size) {
        StandardRealm realm = StandardRealm.create(keycloak, "ada", ADAS_PASSWORD);
        UserFixtures fixtures = new UserFixtures(realm, size);
        fixtures.setUp();
        fixtures.addSeed();
        fixtures.multiply();
        keycloak.admin().post("/" + realm.name() + "/clear-user-cache", null);
        return fixtures;
    }

    private void setUp() {
        // Passwords get a cheap hash, since the tests sign in many users. Ada's password has the default hash already.
        // One-time codes can be used again, since users sign in again within the half minute of a code.
        realm.change("", Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)",
                "otpPolicyCodeReusable", true));
        JsonNode profile = realm.get("/users/profile").json();
        realm.put("/users/profile", Map.of("attributes", profile.get("attributes"), "groups", profile.get("groups"),
                "unmanagedAttributePolicy", "ENABLED"));
        realm.post("/roles", Map.of("name", "inventor")).createdId();
        realm.post("/groups", Map.of("name", "Radio")).createdId();
        realm.post("/clients", Map.of("clientId", PARTNER, "publicClient", true, "consentRequired", true,
                "redirectUris", List.of(TestRealm.REDIRECT_URI))).createdId();
        realm.post("/clients", Map.of("clientId", ROBOT, "secret", ROBOTS_SECRET, "serviceAccountsEnabled", true,
                "standardFlowEnabled", false)).createdId();
        realm.post("/identity-provider/instances", Map.of("alias", "elsewhere", "providerId", "oidc", "config",
                Map.of("clientId", "x", "clientSecret", "x", "clientAuthMethod", "client_secret_post",
                        "authorizationUrl", "http://localhost/auth", "tokenUrl", "http://localhost/token")))
                .createdId();
    }

    /** Adds user0, who gives the partner consent by the form. */
    private void addSeed() {
        realm.addUser("user0", PASSWORD);
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.authorize(PARTNER, TestRealm.REDIRECT_URI);
        browser.submit("user0", PASSWORD);
        browser.submit(Map.of("accept", "Yes"));
    }

    private void multiply() {
        insert("""
                insert into user_entity (id, username, email, email_constraint, email_verified, enabled, first_name,
                    last_name, realm_id, created_timestamp, not_before)
                select gen_random_uuid()::text, 'user' || i, 'user' || i || '@crowd.test', 'user' || i || '@crowd.test',
                    i %% 2 = 0, true, 'Grace', 'Hopper', u.realm_id, u.created_timestamp, 0
                from user_entity u, generate_series(1, %d) i where u.id = ?""".formatted(size), id("user0"));
        copy("""
                insert into credential (id, user_id, type, user_label, created_date, secret_data, credential_data,
                    priority, version)
                select gen_random_uuid()::text, u.id, c.type, 'old one', c.created_date, c.secret_data,
                    c.credential_data, 20, 0
                from credential c join user_entity s on s.id = c.user_id""", 1);
        add("credential (id, user_id, type, user_label, created_date, secret_data, credential_data, priority, version)",
                """
                gen_random_uuid()::text, u.id, 'otp', 'phone', 1, '{"value":"%s"}',
                '{"subType":"totp","digits":6,"counter":0,"period":30,"algorithm":"HmacSHA1"}', 10, 0"""
                .formatted(OTP_SECRET), WITH_OTP);
        copy("""
                insert into user_role_mapping (user_id, role_id)
                select u.id, c.role_id from user_role_mapping c join user_entity s on s.id = c.user_id""", 1);
        add("user_role_mapping (user_id, role_id)",
                "u.id, (select id from keycloak_role r where r.realm_id = u.realm_id and r.name = 'inventor')", 2);
        add("user_group_membership (user_id, group_id, membership_type)", """
                u.id, (select id from keycloak_group g where g.realm_id = u.realm_id and g.name = 'Radio'),
                'UNMANAGED'""", 4);
        add("user_attribute (id, user_id, name, value)", "gen_random_uuid()::text, u.id, 'patent', '2292387'", 5);
        add("user_attribute (id, user_id, name, value)", "gen_random_uuid()::text, u.id, 'patent', '1'", 5);
        attributeOf(300);
        attributeOf(2040);
        copy("""
                insert into user_consent (id, client_id, user_id, created_date, last_updated_date)
                select gen_random_uuid()::text, c.client_id, u.id, c.created_date, c.last_updated_date
                from user_consent c join user_entity s on s.id = c.user_id""", WITH_CONSENT);
        copy("""
                insert into user_consent_client_scope (user_consent_id, scope_id, parameter)
                select o.id, g.scope_id, g.parameter
                from user_consent c join user_entity s on s.id = c.user_id
                join user_consent_client_scope g on g.user_consent_id = c.id""", WITH_CONSENT, "join user_consent o on o.user_id = u.id");
        add("federated_identity (identity_provider, realm_id, federated_user_id, federated_username, user_id)",
                "'elsewhere', u.realm_id, 'e-' || u.username, u.username, u.id", 7);
        add("user_required_action (user_id, required_action)", "u.id, 'UPDATE_PROFILE'", WITH_ACTION);
    }

    private void attributeOf(int length) {
        add("user_attribute (id, user_id, name, long_value, long_value_hash, long_value_hash_lower_case)", """
                gen_random_uuid()::text, u.id, 'of%1$d', repeat('x', %1$d),
                sha512(convert_to(repeat('x', %1$d), 'UTF8')), sha512(convert_to(repeat('x', %1$d), 'UTF8'))"""
                .formatted(length), 5);
    }

    /**
     * Copies what user0 owns to every user whose number is a multiple of the given number. In the statement, s is
     * user0, and u is each of the other users.
     */
    private void copy(String select, int every) {
        copy(select, every, "");
    }

    private void copy(String select, int every, String more) {
        insert(select + " join user_entity u on u.realm_id = s.realm_id and u.username ~ '^user[1-9]' " + more
                + " where s.id = ? and " + NUMBER + " % " + every + " = 0", id("user0"));
    }

    private void add(String table, String values, int every) {
        insert("insert into " + table + " select " + values + " from user_entity u where u.realm_id = ?"
                + " and u.username ~ '^user[1-9]' and " + NUMBER + " % " + every + " = 0", realm.id());
    }

    private void insert(String sql, Object parameter) {
        if (realm.keycloak().database().execute(sql, parameter) == 0) {
            throw new IllegalStateException("No rows by: " + sql);
        }
    }

    public String id(String username) {
        return realm.get("/users?exact=true&username=" + username).json().get(0).get("id").asText();
    }

    /** The tenants API's answer about this realm. */
    public Answer asTenant(String path) {
        return realm.keycloak().admin().get(TestTenants.PATH + "/" + realm.name() + path);
    }

    /** The number of the realm's users in Keycloak's own table. */
    public long local() {
        return realm.keycloak().database()
                .<Number>value("select count(*) from user_entity where realm_id = ?", realm.id())
                .longValue();
    }

    /** The number of all users: user1 and so on, user0, ada and the robot. */
    public int total() {
        return size + 3;
    }

    /**
     * Signs in each user with the password and, if the user has an OTP device, a one-time code. Returns the users who
     * were refused, with the answers. A refusal because of the user's required action does not count.
     */
    public List<String> refused() {
        ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        IntStream.rangeClosed(1, size).parallel().forEach(i -> {
            Answer answer = signIn(i);
            boolean asked = i % WITH_ACTION == 0 && answer.body().contains("Account is not fully set up");
            if (answer.status() != 200 && !asked) {
                refused.add("user" + i + ": " + answer);
            }
        });
        return List.copyOf(refused);
    }

    public Answer signIn(int i) {
        return signIn(i, Map.of());
    }

    public Answer signIn(int i, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(Map.of("grant_type", "password", "client_id",
                TestRealm.APPLICATION, "username", "user" + i, "password", PASSWORD));
        if (i % WITH_OTP == 0) {
            fields.put("totp", PHONE.code());
        }
        fields.putAll(more);
        return realm.realm().token(fields);
    }

    public Answer robotSignsIn() {
        return realm.realm().token(Map.of("grant_type", "client_credentials", "client_id", ROBOT, "client_secret",
                ROBOTS_SECRET));
    }

    /**
     * Returns what the admin API says of some users and of all that they own. Arrays and fields are sorted, so that two
     * results can be compared.
     */
    public Map<String, JsonNode> looks() {
        Map<String, JsonNode> looks = new TreeMap<>();
        IntStream.of(1, 2, 3, 4, 5, 6, 7, 12, 30, 35, 42, 60, 84, WITH_ACTION).filter(i -> i <= size).forEach(i -> {
            String user = "/users/" + id("user" + i);
            for (String path : List.of("", "/groups", "/role-mappings", "/credentials", "/consents",
                    "/federated-identity")) {
                looks.put(i + path, sorted(realm.get(user + path).json()));
            }
        });
        looks.put("count", realm.get("/users/count").json());
        String group = realm.get("/groups").json().get(0).get("id").asText();
        looks.put("members", names("/groups/" + group + "/members?max=20000"));
        looks.put("inventors", names("/roles/inventor/users?max=20000"));
        return looks;
    }

    private JsonNode names(String path) {
        ArrayNode names = Http.JSON.createArrayNode();
        realm.get(path).json().findValuesAsText("username").stream().sorted()
                .forEach(names::add);
        return names;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(sorted(item)));
            items.sort(Comparator.comparing(JsonNode::toString));
            return Http.JSON.createArrayNode().addAll(items);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode sorted = Http.JSON.createObjectNode();
            StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false).sorted()
                    .forEach(name -> sorted.set(name, sorted(object.get(name))));
            return sorted;
        }
        return node;
    }
}
