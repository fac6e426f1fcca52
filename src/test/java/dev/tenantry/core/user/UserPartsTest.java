package dev.tenantry.core.user;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The parts of a user that are lists and maps are changed in the object, written, and read back. */
final class UserPartsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private Contents globexBefore;

    @BeforeEach
    void bothAdasHaveSomethingOfTheSameName() {
        TENANTS.onlyAda();
        TENANTS.changeGlobex(handle -> Ada.change(handle, ada -> {
            ada.attribute("color", List.of("blue"));
            ada.require("VERIFY_EMAIL");
            ada.grantRole("role-1");
            ada.joinGroup("group-1", "UNMANAGED");
            ada.link(new BrokerLink("google", "g-1", null, null));
        }));
        TENANTS.readGlobex(handle -> globexBefore = Contents.of(Ada.load(handle)));
    }

    @AfterEach
    void theOtherTenantIsUntouched() {
        TENANTS.readGlobex(handle -> assertThat(Contents.of(Ada.load(handle))).isEqualTo(globexBefore));
    }

    /** Changes acme's Ada, and asserts that she is read back as she was in memory. */
    private static void change(Consumer<StoredUser> change) {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            change.accept(ada);
            UserStore.update(handle, ada);

            assertThat(Contents.of(Ada.load(handle))).isEqualTo(Contents.of(ada));
            Contents.assertFoundByWhatItIs(handle, ada.id());
        });
    }

    private static void assertStored(Consumer<StoredUser> expected) {
        TENANTS.readAcme(handle -> expected.accept(Ada.load(handle)));
    }

    @Nested
    final class Attributes {

        private void set(String name, String... values) {
            change(ada -> ada.attribute(name, List.of(values)));
        }

        private void assertAttributes(Map<String, List<String>> expected) {
            assertStored(ada -> assertThat(ada.attributes()).isEqualTo(expected));
        }

        @Test
        void keepTheOrderOfTheirValues() {
            set("color", "red", "amber", "green", "red", "");
            set("Color", "another name");

            assertAttributes(Map.of(
                    "color", List.of("red", "amber", "green", "red", ""), "Color", List.of("another name")));
        }

        @Test
        void areReplacedByName() {
            set("size", "XL");
            set("color", "red", "amber", "green");
            set("color", "green", "red");

            assertAttributes(Map.of("size", List.of("XL"), "color", List.of("green", "red")));
        }

        @Test
        void withoutValuesAreRemoved() {
            set("size", "XL");
            set("color", "red", "amber");
            set("color");
            set("never there");

            assertAttributes(Map.of("size", List.of("XL")));
        }

        @Test
        void mayBeLong() {
            String prefix = "ä".repeat(5_000);
            set("essay", prefix + "1", prefix + "2");

            assertAttributes(Map.of("essay", List.of(prefix + "1", prefix + "2")));
        }

        @Test
        void mayBeMany() {
            change(ada -> {
                for (int i = 0; i < 100; i++) {
                    ada.attribute("name-" + i, List.of("value-" + i));
                }
            });
            assertStored(ada -> assertThat(ada.attributes()).hasSize(100)
                    .containsEntry("name-42", List.of("value-42")));
        }

        @Test
        void doNotFollowTheCallersList() {
            List<String> values = new ArrayList<>(List.of("red"));
            change(ada -> {
                ada.attribute("color", values);
                values.add("amber");
            });

            assertAttributes(Map.of("color", List.of("red")));
        }
    }

    @Nested
    final class RequiredActions {

        @Test
        void stayUntilTheyAreDone() {
            change(ada -> {
                ada.require("VERIFY_EMAIL");
                ada.require("VERIFY_EMAIL");
                ada.require("UPDATE_PASSWORD");
            });
            change(ada -> {
                ada.requireNoLonger("UPDATE_PASSWORD");
                ada.requireNoLonger("never required");
            });

            assertStored(ada -> assertThat(ada.requiredActions()).containsExactly("VERIFY_EMAIL"));
        }
    }

    @Nested
    final class Roles {

        @Test
        void areGrantedOnceAndRevokedOnce() {
            change(ada -> {
                assertThat(ada.grantRole("role-1")).isTrue();
                assertThat(ada.grantRole("role-1")).isFalse();
                assertThat(ada.grantRole("role-2")).isTrue();
            });
            change(ada -> {
                assertThat(ada.grantRole("role-1")).isFalse();
                assertThat(ada.revokeRole("role-2")).isTrue();
                assertThat(ada.revokeRole("role-2")).isFalse();
            });

            assertStored(ada -> assertThat(ada.roleIds()).containsExactly("role-1"));
        }

        @Test
        void areUnchangedByAGrantThatIsRevokedAtOnce() {
            change(ada -> {
                ada.grantRole("role-1");
                ada.revokeRole("role-1");
            });

            assertStored(ada -> assertThat(ada.roleIds()).isEmpty());
        }
    }

    @Nested
    final class Groups {

        @Test
        void areJoinedOnceAndLeftOnce() {
            change(ada -> {
                assertThat(ada.joinGroup("group-1", "MANAGED")).isTrue();
                assertThat(ada.joinGroup("group-1", "UNMANAGED")).isFalse();
                assertThat(ada.joinGroup("group-2", "UNMANAGED")).isTrue();
            });
            change(ada -> {
                assertThat(ada.leaveGroup("group-2")).isTrue();
                assertThat(ada.leaveGroup("group-2")).isFalse();
            });

            assertStored(ada -> {
                assertThat(ada.groupIds()).containsExactly("group-1");
                assertThat(ada.membershipType("group-1")).contains("MANAGED");
                assertThat(ada.membershipType("group-2")).isEmpty();
            });
        }
    }

    @Nested
    final class BrokerLinks {

        private static final BrokerLink GOOGLE = new BrokerLink("google", "g-1", "ada.lovelace", "t0ken");
        private static final BrokerLink GITHUB = new BrokerLink("github", "h-1", null, null);
        private static final BrokerLink GITLAB = new BrokerLink("gitlab", null, null, null);

        @Test
        void areReadInOrderOfTheirProviders() {
            change(ada -> List.of(GOOGLE, GITLAB, GITHUB).forEach(ada::link));

            assertStored(ada -> {
                assertThat(ada.brokerLinks()).containsExactly(GITHUB, GITLAB, GOOGLE);
                assertThat(ada.brokerLink("google")).contains(GOOGLE);
                assertThat(ada.brokerLink("bitbucket")).isEmpty();
            });
        }

        @Test
        void areReplacedByProviderAndRemovedOnce() {
            BrokerLink changed = new BrokerLink("google", "g-2", null, "other");
            change(ada -> List.of(GOOGLE, GITHUB).forEach(ada::link));
            change(ada -> {
                ada.link(changed);
                assertThat(ada.unlink("github")).isTrue();
                assertThat(ada.unlink("github")).isFalse();
            });

            assertStored(ada -> assertThat(ada.brokerLinks()).containsExactly(changed));
        }

        @Test
        void leadToTheUserOfTheSameTenant() {
            change(ada -> List.of(GOOGLE, GITHUB).forEach(ada::link));

            TENANTS.readAcme(handle -> {
                assertThat(UserStore.findByBrokerLink(handle, "google", "g-1")).extracting(StoredUser::id)
                        .containsExactly(adaOf("acme"));
                assertThat(UserStore.findByBrokerLink(handle, "github", "g-1")).isEmpty();
            });
            TENANTS.readGlobex(handle -> assertThat(UserStore.findByBrokerLink(handle, "google", "g-1"))
                    .extracting(StoredUser::id).containsExactly(adaOf("globex")));
        }

        @Test
        void toOneAccountMayBelongToSeveralUsers() {
            change(ada -> ada.link(GOOGLE));
            TENANTS.changeAcme(handle -> {
                for (String name : List.of("bob", "eve")) {
                    StoredUser user = new StoredUser(name, name);
                    user.link(GOOGLE);
                    UserStore.insert(handle, user);
                }
                assertThat(UserStore.findByBrokerLink(handle, "google", "g-1")).hasSize(2);
            });
        }

        /** Search terms hold only the beginning of a value. */
        @Test
        void toAccountsWhoseLongIdsBeginAlikeAreDistinguished() {
            String beginning = "x".repeat(FoundBy.VALUE_CHARACTERS);
            TENANTS.changeAcme(handle -> List.of("bob", "eve", "zoe").forEach(name -> {
                StoredUser user = new StoredUser(name, name);
                user.link(new BrokerLink("google", beginning + name, null, null));
                UserStore.insert(handle, user);
            }));
            change(ada -> ada.link(new BrokerLink("google", beginning + "1", null, null)));

            TENANTS.readAcme(handle -> {
                assertThat(UserStore.findByBrokerLink(handle, "google", beginning + "1")).hasSize(1);
                assertThat(UserStore.findByBrokerLink(handle, "google", beginning + "2")).isEmpty();
                assertThat(UserStore.findByBrokerLink(handle, "google", beginning)).isEmpty();
            });
        }

        @Test
        void areLoggedWithoutTheirTokens() {
            assertThat(GOOGLE.toString()).doesNotContain("t0ken").doesNotContain("lovelace");
        }
    }

    /** A service account belongs to one client. */
    @Test
    void aServiceAccountIsFoundByItsClient() {
        change(ada -> ada.serviceAccountClient("shop"));
        change(ada -> ada.serviceAccountClient("bank"));

        TENANTS.readAcme(handle -> {
            assertThat(UserSearch.count(handle, new UserCriteria().serviceAccountOf("shop"))).isZero();
            assertThat(UserSearch.count(handle, new UserCriteria().serviceAccountOf("bank"))).isOne();
        });
        change(ada -> ada.serviceAccountClient(null));
        TENANTS.readAcme(handle ->
                assertThat(UserSearch.count(handle, new UserCriteria().serviceAccountOf("bank"))).isZero());
    }

    @Test
    void credentialsAreReadInTheirOrder() {
        change(ada -> {
            ada.credentials().add(new StoredCredential("b", "otp", "phone", 1L, "{\"value\":\"s\"}", "{}"));
            ada.credentials().add(new StoredCredential("p", "password", null, 2L, "hash", "{\"algorithm\":\"x\"}"));
            ada.credentials().add(new StoredCredential("a", "webauthn", null, null, null, null));
        });
        change(ada -> {
            ada.credentials().update(new StoredCredential("b", "otp", null, 3L, "{\"value\":\"t\"}", null));
            ada.credentials().moveBehind("p", Optional.of("a"));
        });

        assertStored(ada -> assertThat(ada.credentials().all()).containsExactly(
                new StoredCredential("b", "otp", null, 3L, "{\"value\":\"t\"}", null),
                new StoredCredential("a", "webauthn", null, null, null, null),
                new StoredCredential("p", "password", null, 2L, "hash", "{\"algorithm\":\"x\"}")));
        change(ada -> {
            ada.credentials().remove("p");
            ada.credentials().remove("b");
        });
        assertStored(ada -> assertThat(ada.credentials().all()).extracting(StoredCredential::id).containsExactly("a"));
    }
}
