package dev.tenantry.core.lifecycle;

import static dev.tenantry.core.lifecycle.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.tenant.KnownRealm;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TenantCacheTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private static final long READ_AT = 1;

    private final TenantCache cache = new TenantCache(TENANTS.registry(), TENANTS.lifecycle(), OutdatedSchema.MIGRATE);

    @AfterEach
    void onlyTheTwo() {
        TENANTS.registry().unfinished().forEach(TENANTS.lifecycle()::remove);
        for (String name : List.of("initech", "initrode")) {
            TENANTS.registry().findByName(name).ifPresent(TENANTS.lifecycle()::remove);
        }
    }

    @Test
    void eachRealmHasATenantOfItsOwn() {
        assertThat(cache.find(realm(TENANTS.acme()), true, READ_AT)).contains(TENANTS.acme());
        assertThat(cache.find(realm(TENANTS.globex()), true, READ_AT)).contains(TENANTS.globex());
        assertThat(cache.find(new KnownRealm("no-such-realm", "no-such-tenant"), true, READ_AT)).isEmpty();
    }

    @Test
    void aTenantInServiceIsCachedUntilItIsForgotten() {
        Tenant initech = TENANTS.provision("initech");
        cache.find(realm(initech), true, READ_AT);
        TENANTS.lifecycle().remove(initech);

        assertThat(cache.find(realm(initech), true, READ_AT)).contains(initech);
        cache.forget(initech.realmId());
        assertThat(cache.find(realm(initech), true, READ_AT)).isEmpty();
    }

    @Test
    void aTenantIsLookedUpAgainIfKeycloakHasReadItsRealmAgain() {
        Tenant initech = TENANTS.provision("initech");
        cache.find(realm(initech), true, READ_AT);
        TENANTS.lifecycle().remove(initech);

        assertThat(cache.find(realm(initech), true, READ_AT)).contains(initech);
        assertThat(cache.find(realm(initech), true, READ_AT + 1)).isEmpty();
    }

    @Test
    void aTenantIsLookedUpAgainIfItsRealmIsNotFromKeycloaksCache() {
        Tenant initech = TENANTS.provision("initech");
        cache.find(realm(initech), true, 0);
        TENANTS.lifecycle().remove(initech);

        assertThat(cache.find(realm(initech), true, 0)).isEmpty();
    }

    @Test
    void aTenantThatIsNotInServiceYetIsLookedUpAgain() {
        Provisioning provisioning = TENANTS.lifecycle().provision(newTenant("initech"));
        KnownRealm realm = realm(provisioning.tenant());
        assertThat(cache.find(realm, true, READ_AT)).map(Tenant::state).contains(TenantState.PROVISIONING);

        provisioning.prepare();
        provisioning.afterCommit();
        assertThat(cache.find(realm, true, READ_AT)).map(Tenant::state).contains(TenantState.ACTIVE);
    }

    @Nested
    final class OfTheNextRelease {

        @TempDir
        private static Path scripts;

        @AutoClose
        private final TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);

        @AutoClose
        private final TwoReleases.Server server = releases.nextRelease();

        @Test
        void migratesAnOutdatedTenantBeforeTheFirstAccess() {
            Optional<Tenant> found = cache(OutdatedSchema.MIGRATE).find(realm(releases.acme()), true, READ_AT);

            assertThat(found).map(Tenant::schemaVersion).contains(releases.nextVersion());
            assertThat(releases.timesMigrated(releases.acme())).isOne();
            assertThat(releases.timesMigrated(releases.globex())).isZero();
        }

        @Test
        void refusesAnOutdatedTenantIfConfigured() {
            server.lifecycle().migrate(releases.globex());
            TenantCache refusing = cache(OutdatedSchema.REFUSE);

            assertThatExceptionOfType(TenantException.class)
                    .isThrownBy(() -> refusing.find(realm(releases.acme()), true, READ_AT))
                    .extracting(TenantException::reason).isEqualTo(TenantException.Reason.OUTDATED);
            assertThat(refusing.find(realm(releases.globex()), true, READ_AT)).isPresent();
            assertThat(releases.timesMigrated(releases.acme())).isZero();

            server.lifecycle().migrate(releases.acme());
            assertThat(refusing.find(realm(releases.acme()), true, READ_AT)).isPresent();
        }

        /** As during a rolling upgrade, when servers of both releases run. */
        @Test
        void migratesAnOutdatedTenantThatAServerOfTheFormerReleaseRestores() {
            TenantCache migrating = cache(OutdatedSchema.MIGRATE);

            restoreByTheFormerRelease(releases.acme(), migrating);

            assertThat(migrating.find(realm(releases.acme()), true, READ_AT))
                    .map(Tenant::schemaVersion).contains(releases.nextVersion());
            assertThat(releases.timesMigrated(releases.acme())).isOne();
        }

        @Test
        void refusesAnOutdatedTenantThatAServerOfTheFormerReleaseRestoresIfConfigured() {
            TenantCache refusing = cache(OutdatedSchema.REFUSE);

            restoreByTheFormerRelease(releases.acme(), refusing);

            assertThatExceptionOfType(TenantException.class)
                    .isThrownBy(() -> refusing.find(realm(releases.acme()), true, READ_AT))
                    .extracting(TenantException::reason).isEqualTo(TenantException.Reason.OUTDATED);
        }

        /** The cache contains the archived tenant, and learns of its restore by comparing. */
        private void restoreByTheFormerRelease(Tenant tenant, TenantCache cache) {
            try (TwoReleases.Server former = releases.thisRelease()) {
                former.lifecycle().archive(tenant, Duration.ofDays(7)).prepare();
                assertThat(cache.find(realm(tenant), false, READ_AT)).map(Tenant::state).contains(TenantState.ARCHIVED);
                Tenant archived = former.registry().find(tenant.realmId()).orElseThrow();
                former.lifecycle().change(archived, StateOperation.RESTORE).prepare();
            }
            assertThat(cache.compare()).containsExactly(realm(tenant));
        }

        private TenantCache cache(OutdatedSchema outdated) {
            return new TenantCache(server.registry(), server.lifecycle(), outdated);
        }
    }

    @Test
    void aRealmThatHadNoTenantIsLookedUpAgain() {
        assertThat(cache.find(new KnownRealm(newTenant("initech").realmId(), "initech"), true, READ_AT)).isEmpty();

        Tenant initech = TENANTS.provision("initech");
        assertThat(cache.find(realm(initech), true, READ_AT)).contains(initech);
    }

    private static KnownRealm realm(Tenant tenant) {
        return new KnownRealm(tenant.realmId(), tenant.name().value());
    }

    /** A change by another server, of which this server receives no message. */
    @Nested
    final class Unheard {

        private final AtomicLong nanos = new AtomicLong();
        private final TenantCache cache = new TenantCache(
                TENANTS.registry(), TENANTS.lifecycle(), OutdatedSchema.MIGRATE, TenantListener.NONE, nanos::get);

        private final Tenant initech = TENANTS.provision("initech");

        @Test
        void isFoundByComparingAndReportedOnce() {
            cache.find(realm(initech), true, READ_AT);
            cache.find(realm(TENANTS.acme()), true, READ_AT);
            assertThat(cache.compare()).isEmpty();

            change(StateOperation.SUSPEND);

            assertThat(cache.find(realm(initech), true, READ_AT)).contains(initech);
            assertThat(cache.compare()).containsExactly(realm(initech));
            assertThat(cache.compare()).isEmpty();
            assertRefused();
            assertThat(cache.compare()).as("the realm is still enabled").containsExactly(realm(initech));

            change(StateOperation.RESUME);
            assertThat(cache.compare()).containsExactly(realm(initech));
            assertThat(cache.find(realm(initech), true, READ_AT)).map(Tenant::state).contains(TenantState.ACTIVE);
        }

        @Test
        void isFoundForRemovedAndRenamedTenants() {
            cache.find(realm(initech), true, READ_AT);
            Participant renaming =
                    TENANTS.lifecycle().rename(initech, new TenantName("initrode"), "Initrode");
            renaming.prepare();
            assertThat(cache.compare()).as("the realm under its old name").containsExactly(realm(initech));

            TENANTS.lifecycle().remove(initech);
            assertThat(cache.compare()).extracting(KnownRealm::name).containsExactly("initrode");
            assertThat(cache.find(realm(initech), true, READ_AT)).isEmpty();
        }

        @Test
        void isFoundByALookupTenSecondsAfterTheLastComparison() {
            cache.find(realm(initech), true, READ_AT);
            change(StateOperation.SUSPEND);

            nanos.addAndGet(Duration.ofSeconds(9).toNanos());
            assertThat(cache.find(realm(initech), true, READ_AT)).contains(initech);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertRefused();
        }

        @Test
        void isFoundIfTheRealmHasAnotherNameThanTheCachedTenant() {
            cache.find(realm(initech), true, READ_AT);
            TENANTS.lifecycle().rename(initech, new TenantName("initrode"), "Initrode").prepare();

            assertThat(cache.find(new KnownRealm(initech.realmId(), "initrode"), true, READ_AT))
                    .map(tenant -> tenant.name().value()).contains("initrode");
            assertThat(cache.compare()).isEmpty();
        }

        private void change(StateOperation operation) {
            Tenant now = TENANTS.registry().find(initech.realmId()).orElseThrow();
            TENANTS.lifecycle().change(now, operation).prepare();
        }

        private void assertRefused() {
            assertThatExceptionOfType(TenantException.class)
                    .isThrownBy(() -> cache.find(realm(initech), true, READ_AT))
                    .extracting(TenantException::reason).isEqualTo(TenantException.Reason.WRONG_STATE);
        }
    }
}
