package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.user.StoredConsent.Scope;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsentsTest {

    private static final Scope PROFILE = new Scope("profile", null);
    private static final Scope PAY_10 = new Scope("pay", "10");
    private static final Scope PAY_20 = new Scope("pay", "20");
    private static final Scope PAY = new Scope("pay", null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
        TENANTS.changeGlobex(handle -> Ada.change(handle, ada -> ada.consent(consent("shop", 1, PROFILE))));
    }

    @AfterEach
    void theOtherTenantIsUntouched() {
        TENANTS.readGlobex(handle ->
                assertThat(Ada.load(handle).consents()).containsExactly(consent("shop", 1, PROFILE)));
    }

    private static StoredConsent consent(String clientId, long time, Scope... scopes) {
        return new StoredConsent(clientId, time, time, List.of(scopes));
    }

    private static void change(Consumer<StoredUser> change) {
        TENANTS.changeAcme(handle -> Ada.change(handle, change));
    }

    private static void give(StoredConsent... consents) {
        change(ada -> List.of(consents).forEach(ada::consent));
    }

    private static void assertConsents(StoredConsent... expected) {
        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).consents()).containsExactly(expected));
    }

    @Test
    void aConsentIsReadRepeatedlyWithItsScopes() {
        StoredConsent given = consent("shop", 5_000_000_000L, PROFILE, PAY_10, PAY_20, PAY);
        give(given);

        for (int i = 0; i < 12; i++) {
            assertConsents(given);
        }
    }

    @Test
    void aConsentMayHaveNoScopes() {
        give(consent("shop", 1));

        assertConsents(consent("shop", 1));
    }

    @Test
    void consentsAreListedInTheOrderInWhichTheyWereGiven() {
        give(consent("c", 1, PROFILE), consent("a", 2), consent("b", 3, PAY));

        assertConsents(consent("c", 1, PROFILE), consent("a", 2), consent("b", 3, PAY));
        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).consent("missing")).isEmpty());
    }

    @Test
    void aConsentReplacesTheConsentToTheSameClient() {
        give(consent("shop", 1, PROFILE, PAY_10));
        change(ada -> ada.consent(new StoredConsent("shop", 99, 2, List.of(PAY_20)).since(1)));

        assertConsents(new StoredConsent("shop", 1, 2, List.of(PAY_20)));
    }

    @Test
    void aConsentIsRevokedOnce() {
        give(consent("shop", 1, PROFILE));
        change(ada -> {
            assertThat(ada.revokeConsent("shop")).isTrue();
            assertThat(ada.revokeConsent("shop")).isFalse();
        });

        assertConsents();
    }
}
