package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.user.StoredVerifiableCredential.Issued;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class VerifiableCredentialsTest {

    private static final StoredVerifiableCredential DIPLOMA =
            new StoredVerifiableCredential("v1", "diploma", "r1", "{\"degree\":\"MSc\"}", 5_000_000_000L, 6L);
    private static final StoredVerifiableCredential BADGE =
            new StoredVerifiableCredential("v2", "badge", "r1", null, null, null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void bothAdasHaveTheSame() {
        TENANTS.onlyAda();
        change(ada -> {
            ada.verifiableCredential(DIPLOMA);
            ada.verifiableCredential(BADGE);
        });
        TENANTS.changeGlobex(handle -> Ada.change(handle, ada -> {
            ada.verifiableCredential(DIPLOMA);
            ada.issued(issued("i1", "v1", "shop", 10L));
        }));
    }

    @AfterEach
    void theOtherTenantIsUntouched() {
        TENANTS.readGlobex(handle -> {
            assertThat(Ada.load(handle).verifiableCredentials()).containsExactly(DIPLOMA);
            assertThat(Ada.load(handle).issuedCredentials()).containsExactly(issued("i1", "v1", "shop", 10L));
        });
    }

    private static Issued issued(String id, String credentialId, String clientId, Long expiresAt) {
        return new Issued(id, credentialId, clientId, "r1", 5_000_000_000L, expiresAt);
    }

    private static void change(Consumer<StoredUser> change) {
        TENANTS.changeAcme(handle -> Ada.change(handle, change));
    }

    @Test
    void aVerifiableCredentialIsReadAsWritten() {
        TENANTS.readAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(ada.verifiableCredentials()).containsExactly(BADGE, DIPLOMA);
            assertThat(ada.verifiableCredential("diploma")).contains(DIPLOMA);
            assertThat(ada.verifiableCredential("licence")).isEmpty();
        });
    }

    @Test
    void aUserIsFoundByTheIdOfTheCredential() {
        TENANTS.readAcme(handle -> {
            assertThat(UserStore.findByVerifiableCredential(handle, "v2")).map(StoredUser::username).contains("ada");
            assertThat(UserStore.findByVerifiableCredential(handle, "v3")).isEmpty();
        });
        TENANTS.readGlobex(handle -> assertThat(UserStore.findByVerifiableCredential(handle, "v2")).isEmpty());
    }

    @Test
    void aVerifiableCredentialReplacesTheOldOneOfItsClientScope() {
        var changed = new StoredVerifiableCredential("v1", "diploma", "r2", "{}", DIPLOMA.createdAt(), 7L);
        change(ada -> ada.verifiableCredential(changed));

        TENANTS.readAcme(handle ->
                assertThat(Ada.load(handle).verifiableCredentials()).containsExactly(BADGE, changed));
    }

    @Test
    void attributesAreNotLogged() {
        assertThat(DIPLOMA.toString()).doesNotContain("MSc");
    }

    @Nested
    final class OnceIssued {

        private final Issued toShop = issued("i1", "v1", "shop", 10L);
        private final Issued toBank = issued("i2", "v2", "bank", null);

        @BeforeEach
        void issue() {
            change(ada -> {
                ada.issued(toShop);
                ada.issued(toBank);
            });
        }

        private static void assertIssued(Issued... expected) {
            TENANTS.readAcme(handle -> {
                assertThat(Ada.load(handle).issuedCredentials()).containsExactly(expected);
                Contents.assertFoundByWhatItIs(handle, Ada.load(handle).id());
            });
        }

        @Test
        void anIssuedCredentialIsReadAndKnowsWhetherItHasExpired() {
            assertIssued(toShop, toBank);
            assertThat(toShop.isExpiredAt(10)).isFalse();
            assertThat(toShop.isExpiredAt(11)).isTrue();
            assertThat(toBank.isExpiredAt(11)).isFalse();
        }

        @Test
        void aUserIsFoundByTheIdOfAnIssuedCredential() {
            TENANTS.readAcme(handle -> {
                assertThat(UserStore.findByIssuedCredential(handle, "i2")).map(StoredUser::username).contains("ada");
                assertThat(UserStore.findByIssuedCredential(handle, "i3")).isEmpty();
            });
            TENANTS.readGlobex(handle -> assertThat(UserStore.findByIssuedCredential(handle, "i2")).isEmpty());
        }

        @Test
        void anIssuedCredentialIsRemovedOnce() {
            change(ada -> {
                assertThat(ada.removeIssued("i1")).isTrue();
                assertThat(ada.removeIssued("i1")).isFalse();
            });

            assertIssued(toBank);
            TENANTS.readAcme(handle -> assertThat(UserStore.findByIssuedCredential(handle, "i1")).isEmpty());
        }

        @Test
        void anIssuedCredentialIsRemovedWithItsVerifiableCredential() {
            change(ada -> {
                assertThat(ada.removeVerifiableCredential("diploma")).isTrue();
                assertThat(ada.removeVerifiableCredential("diploma")).isFalse();
            });

            assertIssued(toBank);
            TENANTS.readAcme(handle -> assertThat(handle.count(
                    "select count(*) from users, jsonb_object_keys(issued_credentials)")).isOne());
        }
    }
}
