package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The registry knows which plain ids belong to the realms of tenants. */
final class PlainIdsTest {

    private static final String SHOP = "a standard realm";

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(4);

    private final PlainIds ids = new PlainIds(new RegistryTransactions(database));
    private final String acme = tenants.acme().realmId();
    private final String globex = tenants.globex().realmId();

    @Test
    void eachTenantsRowHasAnIdPrefixOfItsOwn() {
        assertThat(tenants.acme().idPrefix()).isNotNull().isNotEqualTo(tenants.globex().idPrefix());
        assertThat(tenants.registry().changed(List.of(tenants.acme(), tenants.globex()))).isEmpty();
    }

    @Test
    void aNewIdIsAUuidOfVersion4WithThePrefix() {
        IdPrefix prefix = tenants.acme().idPrefix();
        Supplier<String> ascending = prefix.ascendingIds();

        List<String> made = Stream.concat(
                Stream.generate(prefix::newId).limit(1000), Stream.generate(ascending).limit(100_000)).toList();

        assertThat(new HashSet<>(made)).hasSize(101_000);
        assertThat(made).allSatisfy(id -> {
            assertThat(UUID.fromString(id).toString()).isEqualTo(id);
            assertThat(UUID.fromString(id).version()).isEqualTo(4);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
            assertThat(prefix.begins(id)).isTrue();
            assertThat(tenants.globex().idPrefix().begins(id)).isFalse();
        });
        assertThat(made.subList(1000, 2000)).isSorted();
    }

    @Test
    void onlyAWholeLowerCaseUuidMatchesAPrefix() {
        IdPrefix prefix = new IdPrefix("0123abcd-4567");

        assertThat(prefix.begins("0123abcd-4567-4000-8000-000000000000")).isTrue();
        for (String id : List.of("", "0123abcd-4567", "0123abcd-4567-4000-8000-00000000000",
                "0123ABCD-4567-4000-8000-000000000000", "0123abcd-4567-4000-8000-0000000000001",
                "0123abcd-4568-4000-8000-000000000000", "f:c:0123abcd-4567-4000-8000-000000000000")) {
            assertThat(prefix.begins(id)).as(id).isFalse();
        }
    }

    @Test
    void anIdBelongsToTheRealmThatHasItsPrefix() {
        String id = tenants.acme().idPrefix().newId();

        assertThat(ids.isOfAnother(acme, id)).isFalse();
        assertThat(ids.isOfAnother(SHOP, id)).isTrue();
        assertThat(ids.isOfAnother(SHOP, id.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(ids.isOfAnother(SHOP, UUID.randomUUID().toString())).isFalse();
        assertThat(ids.ofOthers(Map.of(id, SHOP))).containsExactly(Map.entry(id, "acme"));
        assertThat(ids.reserve(globex, Set.of(id))).containsExactly(id);
        assertThat(ids.isOfAnother(acme, id)).as("after the refusal").isFalse();
    }

    @Test
    void aReservedIdIsRefusedToOthersAtOnceAndOwnedOnceConfirmed() {
        assertThat(ids.reserve(acme, Set.of("u1", "u2"))).isEmpty();

        assertThat(ids.reservedFor(acme, Set.of("u1", "u2"))).isEmpty();
        assertThat(ids.isOfAnother(SHOP, "u1")).isTrue();
        assertThat(ids.reserve(globex, Set.of("u1", "u3"))).containsExactly("u1");
        assertThat(ids.reserveOwned(globex, Set.of("u2"))).containsExactly("u2");
        ids.cancel(acme, Set.of("u2"));
        ids.confirm(acme, Set.of("u1", "u2"));
        assertThat(ids.reservedFor(acme, Set.of("u1", "u2"))).containsExactly("u1");
        assertThat(ids.reservedFor(globex, Set.of("u1"))).isEmpty();
        ids.cancel(acme, Set.of("u1"));
        assertThat(ids.reserve(acme, Set.of("u1"))).as("reserved again").isEmpty();
        assertThat(ids.reservedFor(acme, Set.of("u1"))).containsExactly("u1");
    }

    @Test
    void anAdoptedIdIsReservedAndConfirmedInOneStep() {
        ids.reserve(acme, Set.of("u1"));

        assertThat(ids.reserveOwned(acme, Set.of("u1", "u2"))).isEmpty();

        assertThat(ids.reservedFor(acme, Set.of("u1", "u2"))).containsExactlyInAnyOrder("u1", "u2");
    }

    @Test
    void eachIdGoesToOnlyOneOfTwoRealmsThatReserveItAtOnce() {
        for (int round = 0; round < 20; round++) {
            List<String> wanted = List.of(round + "a", round + "b", round + "c");
            CompletableFuture<Set<String>> other =
                    CompletableFuture.supplyAsync(() -> ids.reserve(globex, wanted));
            Set<String> refused = new HashSet<>(ids.reserve(acme, wanted));

            assertThat(refused.size() + other.join().size()).isEqualTo(wanted.size());
            refused.addAll(other.join());
            assertThat(refused).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void aRemovedTenantsReservationsEndAndItsPrefixStays() {
        Tenant initech = tenants.provision("initech");
        ids.reserveOwned(initech.realmId(), Set.of("u1"));

        tenants.lifecycle().remove(initech);

        assertThat(ids.isOfAnother(SHOP, "u1")).isFalse();
        assertThat(ids.isOfAnother(SHOP, initech.idPrefix().newId())).isTrue();
        assertThat(ids.ofOthers(Map.of(initech.idPrefix().newId(), SHOP))).containsValue(initech.realmId());
        assertThat(tenants.provision("initech").idPrefix()).isEqualTo(initech.idPrefix());
    }

    @Test
    void aGivenPrefixIsUsedUnlessAnotherRealmHasItOrIdsWithIt() {
        IdPrefix elsewhere = new IdPrefix("0123abcd-4567");
        assertThat(provision("hooli", elsewhere).idPrefix()).isEqualTo(elsewhere);
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> provision("initech", elsewhere))
                .extracting(TenantException::reason).isEqualTo(Reason.ID_TAKEN);
        ids.reserve(acme, Set.of("fedcba98-7654-4000-8000-000000000000"));

        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> provision("initech", new IdPrefix("fedcba98-7654")))
                .extracting(TenantException::reason).isEqualTo(Reason.ID_TAKEN);
        assertThat(tenants.registry().findByName("initech")).isEmpty();
    }

    private Tenant provision(String name, IdPrefix prefix) {
        Provisioning provisioning = tenants.lifecycle().provision(
                NewTenant.withIds(prefix, TwoTenants.realmId(name), new TenantName(name), name, null));
        provisioning.prepare();
        provisioning.afterCommit();
        return tenants.registry().findByName(name).orElseThrow();
    }

    /** For example, the ids of a schema that was brought here after its realm was lost. */
    @Test
    void idsOfARealmWithoutATenantCanBeReserved() {
        Tenant initech = tenants.provision("initech");
        String id = initech.idPrefix().newId();
        tenants.lifecycle().remove(initech);

        assertThat(ids.reserve(acme, Set.of(id))).isEmpty();

        assertThat(ids.isOfAnother(initech.realmId(), id)).isTrue();
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> tenants.provision("initech"))
                .extracting(TenantException::reason).isEqualTo(Reason.ID_TAKEN);
    }
}
