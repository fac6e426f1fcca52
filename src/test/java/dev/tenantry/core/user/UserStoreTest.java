package dev.tenantry.core.user;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantReadHandle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class UserStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    private static StoredUser bobWithEverything() {
        StoredUser bob = new StoredUser("bob-id", true, "bob");
        bob.email("bob@acme.example", true);
        bob.firstName("Bob");
        bob.lastName("Builder");
        bob.emailVerified(true);
        bob.enabled(true);
        bob.notBefore(17);
        bob.createdAt(4_000_000_000L);
        bob.modifiedAt(5_000_000_000L);
        bob.federationLink("ldap");
        bob.serviceAccountClient("shop");
        return bob;
    }

    @Test
    void everyValueIsReadAsWritten() {
        TENANTS.changeAcme(handle -> UserStore.insert(handle, bobWithEverything()));

        TENANTS.readAcme(handle -> {
            StoredUser bob = UserStore.findById(handle, "bob-id").orElseThrow();
            assertThat(Contents.of(bob)).isEqualTo(Contents.of(bobWithEverything()));
            assertThat(bob.isChanged()).isFalse();
        });
    }

    @Test
    void aUserNeedsOnlyAName() {
        TENANTS.changeAcme(handle -> UserStore.insert(handle, new StoredUser("bob-id", "bob")));

        TENANTS.readAcme(handle -> assertThat(Contents.of(UserStore.findById(handle, "bob-id").orElseThrow()))
                .isEqualTo(Contents.of(new StoredUser("bob-id", "bob"))));
    }

    @Test
    void aUserIsFoundInTheirOwnTenantOnly() {
        TENANTS.readAcme(handle -> {
            assertThat(UserStore.findByUsername(handle, "ada")).map(StoredUser::id).contains(adaOf("acme"));
            assertThat(UserStore.findByEmailOrUsername(handle, "ada@acme.example")).extracting(StoredUser::id)
                    .containsExactly(adaOf("acme"));
            assertThat(UserStore.findByEmailOrUsername(handle, "ada@globex.example")).isEmpty();
            assertThat(UserStore.findById(handle, adaOf("globex"))).isEmpty();
        });
    }

    @Test
    void aLookupIsCaseSensitiveAndHasNoWildcards() {
        TENANTS.readAcme(handle -> {
            assertThat(UserStore.findByUsername(handle, "Ada")).isEmpty();
            assertThat(UserStore.findByUsername(handle, "a%")).isEmpty();
            assertThat(UserStore.findByEmailOrUsername(handle, "ADA@acme.example")).isEmpty();
        });
    }

    /** Before Keycloak creates a user, it looks for users with the e-mail address and for users with the user name. */
    @Test
    void aTextFindsUsersByEmailAndByUsername() {
        TENANTS.changeAcme(handle -> {
            for (String name : new String[] {"zoe@acme.example", "abe", "bob", "cyd"}) {
                StoredUser user = new StoredUser(name + "-id", name);
                user.email(name.startsWith("zoe") ? "zoe@home.example" : "zoe@acme.example", true);
                UserStore.insert(handle, user);
            }
            assertThat(UserStore.findByEmailOrUsername(handle, "zoe@acme.example")).extracting(StoredUser::username)
                    .containsExactly("zoe@acme.example", "abe", "bob");
            assertThat(UserStore.findByEmailOrUsername(handle, "zoe@home.example")).extracting(StoredUser::username)
                    .containsExactly("zoe@acme.example");
            assertThat(UserStore.findByEmailOrUsername(handle, "ada@acme.example")).extracting(StoredUser::id)
                    .containsExactly(adaOf("acme"));
            assertThat(UserStore.findByEmailOrUsername(handle, "ada")).extracting(StoredUser::id)
                    .containsExactly(adaOf("acme"));
            assertThat(UserStore.findByEmailOrUsername(handle, "ada@globex.example")).isEmpty();
        });
    }

    /** Tokens contain the user's id, so it must not change. */
    @Test
    void anUpdateKeepsWhetherTheIdIsPlain() {
        TENANTS.changeAcme(handle -> {
            UserStore.insert(handle, bobWithEverything());
            StoredUser bob = UserStore.findById(handle, "bob-id").orElseThrow();
            bob.lastName("Other");
            UserStore.update(handle, bob);

            assertThat(UserStore.findById(handle, "bob-id").orElseThrow().plainId()).isTrue();
            assertThat(Ada.load(handle).plainId()).isFalse();
        });
    }

    @Nested
    final class AnUpdate {

        /** The place of the row in the table. Every update moves the row. */
        private String place(TenantReadHandle handle) {
            return handle.first("select ctid::text from users where username = 'ada'", row -> row.getString(1))
                    .orElseThrow();
        }

        @Test
        void writesEveryValue() {
            TENANTS.changeAcme(handle -> {
                StoredUser ada = Ada.load(handle);
                ada.username("ada.king");
                ada.email("king@acme.example", true);
                ada.firstName(null);
                ada.lastName("King");
                ada.emailVerified(false);
                ada.enabled(false);
                ada.notBefore(1);
                ada.createdAt(2L);
                ada.modifiedAt(3L);
                ada.federationLink("ldap");
                ada.serviceAccountClient("shop");
                UserStore.update(handle, ada);

                assertThat(ada.isChanged()).isFalse();
                assertThat(Contents.of(UserStore.findById(handle, ada.id()).orElseThrow()))
                        .isEqualTo(Contents.of(ada));
            });
            TENANTS.readGlobex(handle -> assertThat(Ada.load(handle).enabled()).isTrue());
        }

        @Test
        void writesNothingIfNothingHasChanged() {
            TENANTS.changeAcme(handle -> {
                String before = place(handle);
                StoredUser ada = Ada.load(handle);
                ada.username("ada");
                ada.email("ada@acme.example", false);
                ada.enabled(true);
                UserStore.update(handle, ada);

                assertThat(place(handle)).isEqualTo(before);
            });
        }

        @Test
        void writesOnceForAChange() {
            TENANTS.changeAcme(handle -> {
                String before = place(handle);
                StoredUser ada = Ada.load(handle);
                ada.lastName("King");
                UserStore.update(handle, ada);
                String after = place(handle);
                UserStore.update(handle, ada);

                assertThat(after).isNotEqualTo(before);
                assertThat(place(handle)).isEqualTo(after);
            });
        }
    }
}
