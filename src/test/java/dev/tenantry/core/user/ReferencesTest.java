package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.StoredConsent.Scope;
import dev.tenantry.core.user.StoredVerifiableCredential.Issued;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.RoundTrips;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Roles, groups, clients and so on that a realm loses are removed from all users of the tenant. Ada and Carla refer to
 * the same objects, and each statement changes one user only.
 */
final class ReferencesTest {

    private static final Scope PROFILE = new Scope("profile", null);
    private static final Scope PAY_10 = new Scope("pay", "10");
    private static final Scope PAY = new Scope("pay", null);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private Contents globexBefore;

    @BeforeEach
    void adaAndCarlaReferToTheSameAndBobToNothing() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> {
            Ada.change(handle, ReferencesTest::referToAll);
            StoredUser carla = new StoredUser("carla-id", "carla");
            referToAll(carla);
            UserStore.insert(handle, carla);
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
        ada.federationLink("ldap");
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

    /** Runs the work and checks Ada and Carla. Also asserts that Bob is unchanged, except for a role. */
    private static void change(Consumer<References> work, Consumer<StoredUser> expected) {
        TENANTS.changeAcme(handle -> work.accept(new References(handle, 1)));
        TENANTS.readAcme(handle -> {
            expected.accept(Ada.load(handle));
            expected.accept(UserStore.findById(handle, "carla-id").orElseThrow());
            Contents.assertFoundByWhatItIs(handle, "carla-id");
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
        change(all -> all.grantRoleToAll("role-1"), ada ->
                assertThat(ada.roleIds()).containsExactly("role-1", "role-2"));

        assertFound(3, new UserCriteria().mappedToRole("role-1"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aRoleIsRevokedFromAll() {
        change(all -> all.removeRole("role-1"), ada ->
                assertThat(ada.roleIds()).containsExactly("role-2"));

        assertFound(0, new UserCriteria().mappedToRole("role-1"));
        assertFound(2, new UserCriteria().mappedToRole("role-2"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aGroupIsRemovedFromAllUsers() {
        change(all -> all.removeGroup("group-1"), ada ->
                assertThat(ada.groups.entries()).isEqualTo(Map.of("group-2", "MANAGED")));

        assertFound(0, new UserCriteria().inGroups(List.of("group-1")));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aGroupIsReplacedByAnotherWithTheSameMembership() {
        change(all -> all.replaceGroup("group-2", "group-3"), ada -> assertThat(ada.groups.entries())
                .isEqualTo(Map.of("group-1", "UNMANAGED", "group-3", "MANAGED")));

        assertFound(2, new UserCriteria().inGroup("group-3", "MANAGED"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Test
    void aGroupThatKeepsItsIdKeepsItsMembers() {
        change(all -> all.replaceGroup("group-2", "group-2"), ada ->
                assertThat(ada.groups.entries()).isEqualTo(Map.of("group-1", "UNMANAGED", "group-2", "MANAGED")));
    }

    @Test
    void usersWhomAStorageProviderHasImportedAreDeleted() {
        TENANTS.changeAcme(handle -> new References(handle, 1).deleteImported("ldap"));

        TENANTS.readAcme(handle -> assertThat(handle.query("select username from users", row -> row.getString(1)))
                .containsExactly("bob"));
    }

    @Test
    void usersWhomAStorageProviderHasImportedAreUnlinked() {
        change(all -> all.unlinkImported("ldap"), ada -> assertThat(ada.federationLink()).isNull());
    }

    @Test
    void anotherStatementIsSentOnlyIfTheLastOneChangedAsManyUsersAsItCan() {
        try (RoundTrips network = RoundTrips.to(Postgres.shared()); Database counted = TENANTS.openAcross(network)) {
            TenantTransactions transactions = new TenantTransactions(counted);
            long ofNoUsers = roundTrips(network, transactions, handle -> new References(handle, 1).removeRole("none"));

            assertThat(List.of(
                            roundTrips(network, transactions, handle -> new References(handle).removeRole("role-1")),
                            roundTrips(network, transactions, handle -> new References(handle, 2).removeRole("role-2")),
                            roundTrips(network, transactions, handle -> new References(handle, 1).removeGroup("group-1"))))
                    .containsExactly(ofNoUsers, ofNoUsers + 1, ofNoUsers + 2);
        }
    }

    private static long roundTrips(
            RoundTrips network, TenantTransactions transactions, Consumer<TenantHandle> work) {
        transactions.read(TENANTS.acme(), Ada::load); // opens the pool's connection
        long before = network.count();
        transactions.write(TENANTS.acme(), handle -> {
            work.accept(handle);
            return null;
        });
        return network.count() - before;
    }

    /** Another transaction takes the role from Ada while the step waits for Ada's row. */
    @Test
    void aUserWhomAnotherTransactionChangesMeanwhileEndsNoStepEarly() throws Exception {
        CountDownLatch adaIsLocked = new CountDownLatch(1);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> TENANTS.changeAcme(handle -> {
            Ada.change(handle, ada -> ada.revokeRole("role-1"));
            handle.flush();
            adaIsLocked.countDown();
            awaitAWaitingTransaction();
        }));
        assertThat(adaIsLocked.await(10, TimeUnit.SECONDS)).isTrue();

        change(all -> all.removeRole("role-1"), ada -> assertThat(ada.roleIds()).containsExactly("role-2"));

        other.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aUserWhomAnotherTransactionUnlinksMeanwhileIsNotDeleted() throws Exception {
        CountDownLatch adaIsLocked = new CountDownLatch(1);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> TENANTS.changeAcme(handle -> {
            Ada.change(handle, ada -> ada.federationLink(null));
            handle.flush();
            adaIsLocked.countDown();
            awaitAWaitingTransaction();
        }));
        assertThat(adaIsLocked.await(10, TimeUnit.SECONDS)).isTrue();

        TENANTS.changeAcme(handle -> new References(handle, 1).deleteImported("ldap"));

        other.get(10, TimeUnit.SECONDS);
        TENANTS.readAcme(handle -> {
            assertThat(Ada.load(handle).federationLink()).isNull();
            assertThat(UserStore.findById(handle, "carla-id")).isEmpty();
        });
    }

    private static void awaitAWaitingTransaction() {
        Eventually.holds("the other transaction waits", () -> TENANTS.beside().<Number>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'""").intValue() == 1);
    }

    @Test
    void onlyTheRemovedIdentityProviderLosesItsLinks() {
        change(all -> all.removeIdentityProvider("google"), ada -> assertThat(ada.brokerLinks())
                .containsExactly(new BrokerLink("google=", "g-2", null, null)));

        assertFound(0, new UserCriteria().linkedTo("google", null));
        assertFound(2, new UserCriteria().linkedTo("google=", "g-2"));
        assertAdaIsFoundByWhatSheIs();
    }

    @Nested
    final class AClient {

        @Test
        void losesItsConsentsAndItsScopeInOtherConsents() {
            change(all -> all.removeClient("shop"), ada -> {
                assertThat(clients(ada)).containsExactly("bank", "f:1_:a", "f:1_:b", "f:12:c");
                assertThat(ada.consent("bank").orElseThrow().scopes()).containsExactly(PAY_10, PAY, PROFILE);
            });
            assertAdaIsFoundByWhatSheIs();
        }

        @Test
        void losesTheCredentialsIssuedToIt() {
            change(all -> all.removeClient("shop"), ada -> {
                assertThat(ada.issuedCredentials()).extracting(Issued::id).containsExactly("i2", "i3");
                assertThat(ada.verifiableCredentials()).hasSize(2);
            });
            change(all -> all.removeClient("bank"), ada ->
                    assertThat(ada.issuedCredentials()).extracting(Issued::id).containsExactly("i3"));
        }

        @Test
        void withAnAwkwardIdAffectsNoOtherClient() {
            change(all -> all.removeClient("\") || (\"\" == \"'\\"), ada -> {
                assertThat(ada.consents()).hasSize(5);
                assertThat(ada.issuedCredentials()).hasSize(3);
            });
        }
    }

    @Test
    void clientsOfAStorageProviderLoseTheirConsentsByALiteralIdPrefix() {
        change(all -> all.removeClientsWithPrefix("f:1_:"), ada ->
                assertThat(clients(ada)).containsExactly("shop", "bank", "f:12:c"));

        assertAdaIsFoundByWhatSheIs();
    }

    @Nested
    final class AClientScope {

        @Test
        void isRemovedFromConsentsWithAllItsParameters() {
            change(all -> all.removeClientScope("pay"), ada -> {
                assertThat(ada.consent("bank").orElseThrow().scopes())
                        .containsExactly(new Scope("shop", null), PROFILE);
                assertThat(ada.consent("shop").orElseThrow().scopes()).containsExactly(PROFILE);
            });
        }

        @Test
        void losesItsVerifiableCredentialsAndTheirIssuedCredentials() {
            change(all -> all.removeClientScope("badge"), ada -> {
                assertThat(ada.verifiableCredentials()).extracting(StoredVerifiableCredential::clientScopeId)
                        .containsExactly("diploma");
                assertThat(ada.issuedCredentials()).extracting(Issued::id).containsExactly("i1");
                assertThat(ada.issuedCredentials.entries()).containsOnlyKeys("i1");
            });
        }
    }
}
