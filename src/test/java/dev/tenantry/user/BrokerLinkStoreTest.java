package dev.tenantry.user;

import static dev.tenantry.tenant.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.db.DuplicateException;
import dev.tenantry.tenant.TwoTenants;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BrokerLinkStoreTest {

    private static final String ADA = adaOf("acme");
    private static final BrokerLink GOOGLE = new BrokerLink("google", "g-1", "ada.lovelace", "t0ken");
    private static final BrokerLink GITHUB = new BrokerLink("github", "h-1", null, null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void linkBothAdasToTheSameAccount() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> {
            BrokerLinkStore.insert(handle, ADA, GOOGLE);
            BrokerLinkStore.insert(handle, ADA, GITHUB);
        });
        TENANTS.changeGlobex(handle -> BrokerLinkStore.insert(handle, adaOf("globex"), GOOGLE));
    }

    private static void assertGlobexIsUntouched() {
        TENANTS.readGlobex(handle ->
                assertThat(BrokerLinkStore.list(handle, adaOf("globex"))).containsExactly(GOOGLE));
    }

    @Test
    void linksComeBackInOrderOfTheirProviders() {
        TENANTS.readAcme(handle -> {
            assertThat(BrokerLinkStore.list(handle, ADA)).containsExactly(GITHUB, GOOGLE);
            assertThat(BrokerLinkStore.find(handle, ADA, "google")).contains(GOOGLE);
            assertThat(BrokerLinkStore.find(handle, ADA, "gitlab")).isEmpty();
        });
    }

    @Test
    void anAccountLeadsToTheUserOfTheSameTenant() {
        TENANTS.readAcme(handle -> {
            assertThat(BrokerLinkStore.usersOf(handle, "google", "g-1")).containsExactly(ADA);
            assertThat(BrokerLinkStore.usersOf(handle, "github", "g-1")).isEmpty();
        });
        TENANTS.readGlobex(handle ->
                assertThat(BrokerLinkStore.usersOf(handle, "google", "g-1")).containsExactly(adaOf("globex")));
    }

    @Test
    void anAccountOfSeveralUsersIsToldFromAnAccountOfOne() {
        TENANTS.changeAcme(handle -> {
            for (String name : new String[] {"bob", "eve"}) {
                UserStore.insert(handle, new StoredUser(name, name));
                BrokerLinkStore.insert(handle, name, GOOGLE);
            }
            assertThat(BrokerLinkStore.usersOf(handle, "google", "g-1")).hasSizeGreaterThan(1);
        });
    }

    @Test
    void aProviderIsLinkedOnce() {
        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> TENANTS.changeAcme(
                handle -> BrokerLinkStore.insert(handle, ADA, new BrokerLink("google", "g-2", null, null))));
    }

    @Test
    void anUpdateReplacesTheLinkToTheSameProvider() {
        BrokerLink changed = new BrokerLink("google", "g-2", null, "other");
        TENANTS.changeAcme(handle -> {
            BrokerLinkStore.update(handle, ADA, changed);
            BrokerLinkStore.update(handle, ADA, new BrokerLink("gitlab", "l-1", null, null));

            assertThat(BrokerLinkStore.list(handle, ADA)).containsExactly(GITHUB, changed);
        });
        assertGlobexIsUntouched();
    }

    @Test
    void aLinkIsRemovedOnce() {
        TENANTS.changeAcme(handle -> {
            assertThat(BrokerLinkStore.delete(handle, ADA, "google")).isTrue();
            assertThat(BrokerLinkStore.delete(handle, ADA, "google")).isFalse();
            assertThat(BrokerLinkStore.list(handle, ADA)).containsExactly(GITHUB);
        });
        assertGlobexIsUntouched();
    }

    @Test
    void aProviderThatIsGoneIsForgotten() {
        TENANTS.changeAcme(handle -> {
            BrokerLinkStore.forgetProvider(handle, "google");
            assertThat(BrokerLinkStore.list(handle, ADA)).containsExactly(GITHUB);
        });
        assertGlobexIsUntouched();
    }

    @Test
    void aTokenIsNotLogged() {
        assertThat(GOOGLE.toString()).doesNotContain("t0ken").doesNotContain("lovelace");
    }
}
