package dev.tenantry.keycloak.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.adoption.Page;
import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.keycloak.storage.StorageId;

/** Users of two realms in Keycloak's own tables: written, read and removed. */
final class LocalUsersTest {

    private static final String SHOP = "shop";
    private static final String FORUM = "forum";

    @AutoClose
    private final KeycloakTables tables = new KeycloakTables();

    /** Returns a user who owns one of everything that a user can own. */
    private static StoredUser user(String id) {
        StoredUser user = new StoredUser(id, true, "name-of-" + id);
        user.email(id + "@shop.test", false);
        user.firstName("Ada");
        user.lastName("Lovelace");
        user.emailVerified(true);
        user.enabled(true);
        user.notBefore(3);
        user.createdAt(4L);
        user.modifiedAt(5L);
        user.federationLink("ldap");
        user.serviceAccountClient("robot");
        user.attribute("color", List.of("red", "blue"));
        user.attribute("story", List.of("x".repeat(3000)));
        user.attribute("empty", List.of(""));
        user.require("VERIFY_EMAIL");
        user.grantRole("writer");
        user.joinGroup("staff", "MANAGED");
        user.credentials().add(new StoredCredential("otp-" + id, "otp", "phone", null, "{\"value\":\"1\"}", "{}"));
        user.credentials().add(new StoredCredential("pw-" + id, "password", null, 1L, "{\"value\":\"2\"}", "{}"));
        user.link(new BrokerLink("partner", "7", "ada", "token"));
        user.consent(new StoredConsent("client", 1, 2, List.of(
                new StoredConsent.Scope("profile", null), new StoredConsent.Scope("pay", "7"))));
        user.consent(new StoredConsent(new StorageId("elsewhere", "client").getId(), 1, 2, List.of()));
        user.verifiableCredential(new StoredVerifiableCredential("v-" + id, "degree", "1", "{}", 1L, 2L));
        user.issued(new StoredVerifiableCredential.Issued("i-" + id, "v-" + id, "wallet", "1", 1L, 2L));
        return user;
    }

    private void write(String realmId, StoredUser... users) {
        tables.change(keycloak -> new LocalWriting(keycloak, realmId).write(List.of(users)));
    }

    private List<StoredUser> read(Function<EntityManager, List<StoredUser>> reading) {
        return tables.in(reading);
    }

    private List<StoredUser> all(String realmId) {
        return read(keycloak -> LocalReading.after(keycloak, realmId, "", 1000));
    }

    private StoredUser read(String id) {
        return read(keycloak -> LocalReading.of(keycloak, SHOP, List.of(id))).get(0);
    }

    @Test
    void writtenUsersAreReadUnchanged() {
        StoredUser ada = user("ada");
        StoredUser grace = new StoredUser("grace", true, "grace");
        write(SHOP, ada, grace);

        assertThat(Page.of("", List.of(ada, grace)).isOf(all(SHOP))).isTrue();
        StoredUser read = read("ada");
        assertThat(read.plainId()).isTrue();
        assertThat(read.credentials().all()).isEqualTo(ada.credentials().all());
        assertThat(read.attributes().get("color")).containsExactlyInAnyOrder("red", "blue");
        assertThat(read("grace").emailShared()).isFalse();
    }

    @Test
    void anEmailThatUsersShareStaysShared() {
        StoredUser ada = user("ada");
        StoredUser grace = user("grace");
        ada.email("both@shop.test", true);
        grace.email("both@shop.test", true);
        write(SHOP, ada, grace);

        assertThat(all(SHOP)).extracting(StoredUser::emailShared).containsExactly(true, true);
    }

    /** A realm that allows duplicate e-mails creates each user with {@code shared} true. */
    @Test
    void aUserWithoutAnEmailIsReadUnchanged() {
        StoredUser robot = user("robot");
        robot.email(null, true);
        write(SHOP, robot);

        assertThat(Page.of("", List.of(robot)).isOf(all(SHOP))).isTrue();
    }

    @Test
    void usersAreReadInPagesInTheOrderOfTheirIds() {
        write(SHOP, user("c"), user("a"), user("d"), user("b"));
        write(FORUM, user("bb"));

        assertThat(read(keycloak -> LocalReading.after(keycloak, SHOP, "a", 2)))
                .extracting(StoredUser::id).containsExactly("b", "c");
        assertThat(read(keycloak -> LocalReading.between(keycloak, SHOP, "a", "c")))
                .extracting(StoredUser::id).containsExactly("b", "c");
        assertThat(read(keycloak -> LocalReading.of(keycloak, SHOP, List.of("d", "bb", "a"))))
                .extracting(StoredUser::id).containsExactly("a", "d");
        assertThat(read(keycloak -> LocalReading.of(keycloak, SHOP, List.of()))).isEmpty();
    }

    /** Two concurrent requests can leave a second password. Keycloak checks only the first password. */
    @Test
    void onlyThePasswordThatKeycloakChecksIsRead() {
        write(SHOP, user("ada"), user("bob"));
        tables.beside().execute("""
                insert into credential (id, user_id, type, secret_data, priority, version)
                values ('left behind', 'ada', 'password', '{"value":"3"}', 90, 0)""");

        assertThat(all(SHOP)).allSatisfy(user -> assertThat(user.credentials().all())
                .extracting(StoredCredential::id).containsExactly("otp-" + user.id(), "pw-" + user.id()));
        assertThat(Page.of("", List.of(user("ada"), user("bob"))).isOf(all(SHOP))).isTrue();
    }

    @Test
    void credentialsAreReadInTheOrderOfTheirPriorities() {
        write(SHOP, user("ada"));
        tables.beside().execute("update credential set priority = 5 where id = 'pw-ada'");

        assertThat(read("ada").credentials().all()).extracting(StoredCredential::id)
                .containsExactly("pw-ada", "otp-ada");
    }

    @Test
    void anAttributeWithoutAValueIsAnEmptyText() {
        write(SHOP, user("ada"));
        tables.beside().execute("update user_attribute set value = null where name = 'empty'");

        assertThat(read("ada").attributes().get("empty")).containsExactly("");
    }

    @Test
    void aConsentWithoutTimesIsRead() {
        write(SHOP, user("ada"));
        tables.beside().execute("update user_consent set created_date = null, last_updated_date = null");

        assertThat(read("ada").consent("client").orElseThrow().createdAt()).isZero();
    }

    @Test
    void aCredentialGetsANewIdOnlyIfItsIdIsTakenOrTooLong() {
        write(FORUM, user("of-forum"));
        StoredUser ada = new StoredUser("ada", true, "ada");
        ada.credentials().add(new StoredCredential("pw-of-forum", "password", null, 1L, "{}", "{}"));
        ada.credentials().add(new StoredCredential("x".repeat(37), "otp", null, 1L, "{}", "{}"));
        ada.credentials().add(new StoredCredential("shared", "webauthn", null, 1L, "{}", "{}"));
        StoredUser grace = new StoredUser("grace", true, "grace");
        grace.credentials().add(new StoredCredential("shared", "webauthn", null, 1L, "{}", "{}"));
        write(SHOP, ada, grace);

        assertThat(read("ada").credentials().all()).extracting(StoredCredential::type)
                .containsExactly("password", "otp", "webauthn");
        assertThat(read("ada").credentials().all()).extracting(StoredCredential::id)
                .doesNotContain("pw-of-forum", "x".repeat(37)).endsWith("shared");
        assertThat(read("grace").credentials().all()).extracting(StoredCredential::id).doesNotContain("shared");
        assertThat(Page.of("", List.of(ada, grace)).isOf(all(SHOP))).as("ids of credentials do not count").isTrue();
        assertThat(all(FORUM).get(0).credentials().all()).extracting(StoredCredential::id).contains("pw-of-forum");
    }

    @Test
    void removedUsersAreGoneAndTheOtherRealmKeepsItsUsers() {
        write(SHOP, user("ada"), user("grace"));
        write(FORUM, user("of-forum"));

        tables.change(keycloak -> LocalRemoval.remove(keycloak, List.of("ada", "grace")));

        assertThat(all(SHOP)).isEmpty();
        assertThat(Page.of("", List.of(user("of-forum"))).isOf(all(FORUM))).isTrue();
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnTheNumberOfUsers() {
        StoredUser[] few = users("few", 2);
        StoredUser[] many = users("many", 200);

        assertThat(tables.statements(() -> write(FORUM, many))).isEqualTo(tables.statements(() -> write(SHOP, few)));
        assertThat(tables.statements(() -> all(FORUM))).isEqualTo(tables.statements(() -> all(SHOP)));
        assertThat(all(FORUM)).hasSize(200);
    }

    private static StoredUser[] users(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> user(prefix + i)).toArray(StoredUser[]::new);
    }
}
