package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.user.StoredConsent.Scope;
import dev.tenantry.core.user.StoredVerifiableCredential.Issued;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Roles, groups, clients and so on that a realm loses are removed from all users of the tenant at once. */
final class ReferencesTest {

    private static final Scope PROFILE = new Scope("profile", null);
    private static final Scope PAY_10 = new Scope("pay", "10");
    private static final Scope PAY = new Scope("pay", null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private Contents globexBefore;

    @BeforeEach
    void bothAdasReferToTheSameAndBobToNothing() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> {
            Ada.change(handle, ReferencesTest::referToAll);
            UserStore.insert(handle, new StoredUser("bob-id", "bob"));
        });
        TENANTS.changeGlobex(handle -> Ada.change(handle, ReferencesTest::referToAll));
        TENANTS.readGlobex(handle -> globexBefore = Contents.of(Ada.load(handle)));
    }

    @AfterEach
    void theOtherTenantIsUntouched() {
        TENANTS.readGlobex(handle -> {
            assertThat(Contents.of(Ada.load(handle))).isEqualTo(globexBefore);
            Contents.assertFoundByWhatItIs(handle, Ada.load(handle).id());
        });
    }

    private static void referToAll(StoredUser ada) {
        List.of("role-1", "role-2").forEach(ada::grantRole);
        ada.joinGroup("group-1", "UNMANAGED");
        ada.joinGroup("group-2", "MANAGED");
        ada.link(new BrokerLink("google", "g-1", null, null));
        ada.link(new BrokerLink("google=", "g-2", null, null));
        ada.consent(new StoredConsent("shop", 1, 1, List.of(PROFILE)));
        ada.consent(new StoredConsent("bank", 2, 2, List.of(new Scope("shop", null), PAY_10, PAY, PROFILE)));
        ada.consent(new StoredConsent("f:1_:a", 3, 3, List.of()));
        ada.consent(new StoredConsent("f:1_:b", 4, 4, List.of()));
        ada.consent(new StoredConsent("f:12:c", 5, 5, List.of()));
        ada.verifiableCredential(new StoredVerifiableCredential("v1", "diploma", "r1", null, null, null));
        ada.verifiableCredential(new StoredVerifiableCredential("v2", "badge", "r1", null, null, null));
        ada.issued(new Issued("i1", "v1", "shop", "r1", 1L, null));
        ada.issued(new Issued("i2", "v2", "bank", "r1", 2L, null));
        ada.issued(new Issued("i3", "v2", null, "r1", 3L, null));
    }

    /** Runs the work and checks Ada. Also asserts that Bob is unchanged, except for a role. */
    private static void change(Consumer<TenantHandle> work, Consumer<StoredUser> expected) {
        TENANTS.changeAcme(work);
        TENANTS.readAcme(handle -> {
            expected.accept(Ada.load(handle));
            assertThat(UserStore.findById(handle, "bob-id").orElseThrow().consents()).isEmpty();
            Contents.assertFoundByWhatItIs(handle, "bob-id");
        });
    }

    private static void assertFound(int count, UserCriteria criteria) {
        TENANTS.readAcme(handle -> assertThat(UserSearch.count(handle, criteria)).isEqualTo(count));
    }

    private static void assertAdaIsFoundByWhatSheIs() {
        TENANTS.readAcme(handle -> Contents.assertFoundByWhatItIs(handle, Ada.load(handle).id()));
    }

    private static List<String> clients(StoredUser user) {
        return user.consents().stream().map(StoredConsent::clientId).toList();
    }

    @Test
    void aRoleIsGrantedToAllUsersWhoLackIt() {
        change(handle -> References.grantRoleToAll(handle, "role-1"), ada ->
                assertThat(ada.roleIds()).containsExactly("role-1", "role-2"));

        assertFound(2, new UserCriteria().mappedToRole("role-1"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aRoleIsRevokedFromAll() {
        change(handle -> References.removeRole(handle, "role-1"), ada ->
                assertThat(ada.roleIds()).containsExactly("role-2"));

        assertFound(0, new UserCriteria().mappedToRole("role-1"));
        assertFound(1, new UserCriteria().mappedToRole("role-2"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aGroupIsRemovedFromAllUsers() {
        change(handle -> References.removeGroup(handle, "group-1"), ada ->
                assertThat(ada.groups.entries()).isEqualTo(Map.of("group-2", "MANAGED")));

        assertFound(0, new UserCriteria().inGroups(List.of("group-1")));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aGroupIsReplacedByAnotherWithTheSameMembership() {
        change(handle -> References.replaceGroup(handle, "group-2", "group-3"), ada -> assertThat(ada.groups.entries())
                .isEqualTo(Map.of("group-1", "UNMANAGED", "group-3", "MANAGED")));

        assertFound(1, new UserCriteria().inGroup("group-3", "MANAGED"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void onlyTheRemovedIdentityProviderLosesItsLinks() {
        change(handle -> References.removeIdentityProvider(handle, "google"), ada -> assertThat(ada.brokerLinks())
                .containsExactly(new BrokerLink("google=", "g-2", null, null)));

        assertFound(0, new UserCriteria().linkedTo("google", null));
        assertFound(1, new UserCriteria().linkedTo("google=", "g-2"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Nested
    final class AClient {

        @Test
        void losesItsConsentsAndItsScopeInOtherConsents() {
            change(handle -> References.removeClient(handle, "shop"), ada -> {
                assertThat(clients(ada)).containsExactly("bank", "f:1_:a", "f:1_:b", "f:12:c");
                assertThat(ada.consent("bank").orElseThrow().scopes()).containsExactly(PAY_10, PAY, PROFILE);
            });
            assertAdaIsFoundByWhatSheIs();
        }

        @Test
        void losesTheCredentialsIssuedToIt() {
            change(handle -> References.removeClient(handle, "shop"), ada -> {
                assertThat(ada.issuedCredentials()).extracting(Issued::id).containsExactly("i2", "i3");
                assertThat(ada.verifiableCredentials()).hasSize(2);
            });
            change(handle -> References.removeClient(handle, "bank"), ada ->
                    assertThat(ada.issuedCredentials()).extracting(Issued::id).containsExactly("i3"));
        }

        @Test
        void withAnAwkwardIdAffectsNoOtherClient() {
            change(handle -> References.removeClient(handle, "\") || (\"\" == \"'\\"), ada -> {
                assertThat(ada.consents()).hasSize(5);
                assertThat(ada.issuedCredentials()).hasSize(3);
            });
        }
    }

    @Test
    void clientsOfAStorageProviderLoseTheirConsentsByALiteralIdPrefix() {
        change(handle -> References.removeClientsWithPrefix(handle, "f:1_:"), ada ->
                assertThat(clients(ada)).containsExactly("shop", "bank", "f:12:c"));

        assertAdaIsFoundByWhatSheIs();
    }

    @Nested
    final class AClientScope {

        @Test
        void isRemovedFromConsentsWithAllItsParameters() {
            change(handle -> References.removeClientScope(handle, "pay"), ada -> {
                assertThat(ada.consent("bank").orElseThrow().scopes())
                        .containsExactly(new Scope("shop", null), PROFILE);
                assertThat(ada.consent("shop").orElseThrow().scopes()).containsExactly(PROFILE);
            });
        }

        @Test
        void losesItsVerifiableCredentialsAndTheirIssuedCredentials() {
            change(handle -> References.removeClientScope(handle, "badge"), ada -> {
                assertThat(ada.verifiableCredentials()).extracting(StoredVerifiableCredential::clientScopeId)
                        .containsExactly("diploma");
                assertThat(ada.issuedCredentials()).extracting(Issued::id).containsExactly("i1");
                assertThat(ada.issuedCredentials.entries()).containsOnlyKeys("i1");
            });
        }
    }
}
