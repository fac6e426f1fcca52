package dev.tenantry.user;

import static dev.tenantry.tenant.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.db.DuplicateException;
import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.tenant.TwoTenants;
import dev.tenantry.user.StoredVerifiableCredential.Issued;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class VerifiableCredentialStoreTest {

    private static final String ADA = adaOf("acme");
    private static final StoredVerifiableCredential DIPLOMA =
            new StoredVerifiableCredential("v1", "diploma", "r1", "{\"degree\":\"MSc\"}", 5_000_000_000L, 6L);
    private static final StoredVerifiableCredential BADGE =
            new StoredVerifiableCredential("v2", "badge", "r1", null, null, null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void offerBothAdasTheSame() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> {
            VerifiableCredentialStore.insert(handle, ADA, DIPLOMA);
            VerifiableCredentialStore.insert(handle, ADA, BADGE);
        });
        TENANTS.changeGlobex(handle -> {
            VerifiableCredentialStore.insert(handle, adaOf("globex"), DIPLOMA);
            VerifiableCredentialStore.insertIssued(handle, issued("i1", adaOf("globex"), "v1", "shop", 10L));
        });
    }

    private static Issued issued(String id, String userId, String credentialId, String clientId, Long expiresAt) {
        return new Issued(id, userId, credentialId, clientId, "r1", 5_000_000_000L, expiresAt);
    }

    private static void assertGlobexIsUntouched() {
        TENANTS.readGlobex(handle -> {
            assertThat(VerifiableCredentialStore.list(handle, adaOf("globex"))).containsExactly(DIPLOMA);
            assertThat(VerifiableCredentialStore.issuedTo(handle, adaOf("globex"), 10)).hasSize(1);
        });
    }

    @Test
    void anOfferedCredentialComesBack() {
        TENANTS.readAcme(handle -> {
            assertThat(VerifiableCredentialStore.list(handle, ADA)).containsExactly(BADGE, DIPLOMA);
            assertThat(VerifiableCredentialStore.find(handle, ADA, "diploma")).contains(DIPLOMA);
            assertThat(VerifiableCredentialStore.find(handle, adaOf("globex"), "diploma")).isEmpty();
            assertThat(VerifiableCredentialStore.findById(handle, "v2")).contains(BADGE);
        });
    }

    @Test
    void aUserHasOneCredentialOfAScope() {
        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> TENANTS.changeAcme(handle ->
                VerifiableCredentialStore.insert(handle, ADA,
                        new StoredVerifiableCredential("v3", "diploma", "r1", null, null, null))));
    }

    @Test
    void anUpdateReplacesWhatItSays() {
        var changed = new StoredVerifiableCredential("v1", "diploma", "r2", "{}", DIPLOMA.createdAt(), 7L);
        TENANTS.changeAcme(handle -> {
            VerifiableCredentialStore.update(handle, changed);
            assertThat(VerifiableCredentialStore.list(handle, ADA)).containsExactly(BADGE, changed);
        });
        assertGlobexIsUntouched();
    }

    @Test
    void whatItSaysIsNotLogged() {
        assertThat(DIPLOMA.toString()).doesNotContain("MSc");
    }

    @Nested
    final class OnceIssued {

        private final Issued toShop = issued("i1", ADA, "v1", "shop", 10L);
        private final Issued toBank = issued("i2", ADA, "v2", "bank", null);

        @BeforeEach
        void issue() {
            TENANTS.changeAcme(handle -> {
                VerifiableCredentialStore.insertIssued(handle, toShop);
                VerifiableCredentialStore.insertIssued(handle, toBank);
            });
        }

        private List<Issued> everIssued(TenantHandle handle) {
            return VerifiableCredentialStore.issuedTo(handle, ADA, 0);
        }

        @Test
        void itIsListedUntilItExpires() {
            TENANTS.readAcme(handle -> {
                assertThat(VerifiableCredentialStore.issuedTo(handle, ADA, 10))
                        .containsExactlyInAnyOrder(toShop, toBank);
                assertThat(VerifiableCredentialStore.issuedTo(handle, ADA, 11)).containsExactly(toBank);
                assertThat(VerifiableCredentialStore.issuedTo(handle, adaOf("globex"), 0)).isEmpty();
            });
        }

        @Test
        void itIsDeletedByItsId() {
            TENANTS.changeAcme(handle -> {
                assertThat(VerifiableCredentialStore.deleteIssued(handle, "i1")).isTrue();
                assertThat(VerifiableCredentialStore.deleteIssued(handle, "i1")).isFalse();
                assertThat(everIssued(handle)).containsExactly(toBank);
            });
            assertGlobexIsUntouched();
        }

        @Test
        void itIsDeletedOnceItHasExpired() {
            TENANTS.changeAcme(handle -> {
                VerifiableCredentialStore.deleteExpired(handle, ADA, 10);
                assertThat(everIssued(handle)).hasSize(2);
                VerifiableCredentialStore.deleteExpired(handle, "somebody else", 11);
                assertThat(everIssued(handle)).hasSize(2);
                VerifiableCredentialStore.deleteExpired(handle, ADA, 11);
                assertThat(everIssued(handle)).containsExactly(toBank);
            });
            assertGlobexIsUntouched();
        }

        @Test
        void itGoesWithTheOffer() {
            TENANTS.changeAcme(handle -> {
                assertThat(VerifiableCredentialStore.delete(handle, ADA, "diploma")).isTrue();
                assertThat(VerifiableCredentialStore.delete(handle, ADA, "diploma")).isFalse();
                assertThat(everIssued(handle)).containsExactly(toBank);
            });
            assertGlobexIsUntouched();
        }

        @Test
        void itGoesWithTheClientThatItWasIssuedTo() {
            TENANTS.changeAcme(handle -> {
                VerifiableCredentialStore.forgetClient(handle, "shop");
                assertThat(everIssued(handle)).containsExactly(toBank);
                assertThat(VerifiableCredentialStore.list(handle, ADA)).hasSize(2);
            });
            assertGlobexIsUntouched();
        }

        @Test
        void itGoesWithItsScope() {
            TENANTS.changeAcme(handle -> {
                VerifiableCredentialStore.forgetScope(handle, "diploma");
                assertThat(everIssued(handle)).containsExactly(toBank);
                assertThat(VerifiableCredentialStore.list(handle, ADA)).containsExactly(BADGE);
            });
            assertGlobexIsUntouched();
        }
    }
}
