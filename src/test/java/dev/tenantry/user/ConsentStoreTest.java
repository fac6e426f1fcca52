package dev.tenantry.user;

import static dev.tenantry.tenant.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.db.DuplicateException;
import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.tenant.TwoTenants;
import dev.tenantry.user.StoredConsent.Scope;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ConsentStoreTest {

    private static final String ADA = adaOf("acme");
    private static final Scope PROFILE = new Scope("profile", null);
    private static final Scope PAY_10 = new Scope("pay", "10");
    private static final Scope PAY_20 = new Scope("pay", "20");
    private static final Scope PAY = new Scope("pay", null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
        TENANTS.changeGlobex(handle -> ConsentStore.insert(handle, adaOf("globex"), consent("shop", 1, PROFILE)));
    }

    private static StoredConsent consent(String clientId, long time, Scope... scopes) {
        return new StoredConsent(clientId, time, time, List.of(scopes));
    }

    private static void give(StoredConsent... consents) {
        TENANTS.changeAcme(handle -> List.of(consents).forEach(given -> ConsentStore.insert(handle, ADA, given)));
    }

    private static List<String> clients(TenantHandle handle) {
        return ConsentStore.list(handle, ADA).stream().map(StoredConsent::clientId).toList();
    }

    private static List<Scope> scopes(TenantHandle handle, String clientId) {
        return ConsentStore.find(handle, ADA, clientId).orElseThrow().scopes();
    }

    @Test
    void aConsentComesBackWithItsScopesHoweverOftenItIsRead() {
        give(consent("shop", 5_000_000_000L, PROFILE, PAY_10, PAY_20, PAY));

        for (int i = 0; i < 12; i++) {
            TENANTS.readAcme(handle -> {
                StoredConsent found = ConsentStore.find(handle, ADA, "shop").orElseThrow();
                assertThat(found.scopes()).containsExactlyInAnyOrder(PROFILE, PAY_10, PAY_20, PAY);
                assertThat(found).usingRecursiveComparison().ignoringFields("scopes")
                        .isEqualTo(consent("shop", 5_000_000_000L));
            });
        }
    }

    @Test
    void aConsentMayHaveNoScopes() {
        give(consent("shop", 1));

        TENANTS.readAcme(handle -> assertThat(ConsentStore.list(handle, ADA)).containsExactly(consent("shop", 1)));
    }

    @Test
    void consentsAreListedInTheOrderTheyWereGiven() {
        give(consent("c", 1, PROFILE), consent("a", 2), consent("b", 3, PAY));

        TENANTS.readAcme(handle -> {
            assertThat(clients(handle)).containsExactly("c", "a", "b");
            assertThat(ConsentStore.find(handle, ADA, "nobody")).isEmpty();
            assertThat(ConsentStore.list(handle, adaOf("globex"))).isEmpty();
        });
    }

    @Test
    void aConsentIsGivenToAClientOnce() {
        give(consent("shop", 1));

        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> give(consent("shop", 2)));
    }

    @Test
    void aScopeWithoutParameterIsGrantedOnce() {
        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> give(consent("shop", 1, PAY, PAY)));
    }

    @Test
    void anUpdateReplacesTheScopesAndKeepsTheTimeOfCreation() {
        give(consent("shop", 1, PROFILE, PAY_10));
        TENANTS.changeAcme(handle -> {
            assertThat(ConsentStore.update(handle, ADA, new StoredConsent("shop", 99, 2, List.of(PAY_20)))).isTrue();
            assertThat(ConsentStore.update(handle, ADA, consent("nobody", 2, PAY_20))).isFalse();
        });

        TENANTS.readAcme(handle -> assertThat(ConsentStore.list(handle, ADA))
                .containsExactly(new StoredConsent("shop", 1, 2, List.of(PAY_20))));
    }

    @Test
    void aConsentIsWithdrawnOnce() {
        give(consent("shop", 1, PROFILE));
        TENANTS.changeAcme(handle -> {
            assertThat(ConsentStore.delete(handle, ADA, "shop")).isTrue();
            assertThat(ConsentStore.delete(handle, ADA, "shop")).isFalse();
        });
        TENANTS.readGlobex(handle -> assertThat(ConsentStore.list(handle, adaOf("globex"))).hasSize(1));
    }

    @Nested
    final class WhatIsGone {

        @Test
        void aClientIsForgottenAlsoAsAScope() {
            give(consent("shop", 1, PROFILE), consent("bank", 2, new Scope("shop", null), PAY));
            TENANTS.changeAcme(handle -> ConsentStore.forgetClient(handle, "shop"));

            TENANTS.readAcme(handle -> {
                assertThat(clients(handle)).containsExactly("bank");
                assertThat(scopes(handle, "bank")).containsExactly(PAY);
            });
            TENANTS.readGlobex(handle -> assertThat(ConsentStore.list(handle, adaOf("globex"))).hasSize(1));
        }

        @Test
        void clientsOfAProviderAreForgottenByTheBeginningOfTheirIdsTakenLiterally() {
            give(consent("f:1_:a", 1), consent("f:1_:b", 2), consent("f:12:c", 3), consent("x", 4));
            TENANTS.changeAcme(handle -> ConsentStore.forgetClientsBeginning(handle, "f:1_:"));

            TENANTS.readAcme(handle -> assertThat(clients(handle)).containsExactly("f:12:c", "x"));
        }

        @Test
        void aScopeIsForgottenWithAllItsParameters() {
            give(consent("shop", 1, PROFILE, PAY_10, PAY_20));
            TENANTS.changeAcme(handle -> ConsentStore.forgetScope(handle, "pay"));

            TENANTS.readAcme(handle -> assertThat(scopes(handle, "shop")).containsExactly(PROFILE));
        }
    }
}
