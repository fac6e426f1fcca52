package dev.tenantry.tenant;

import static dev.tenantry.tenant.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TenantDirectoryTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantDirectory directory = new TenantDirectory(TENANTS.registry(), TENANTS.lifecycle(), OutdatedSchema.MIGRATE);

    @AfterEach
    void onlyTheTwo() {
        TENANTS.registry().unfinished().forEach(TENANTS.lifecycle()::remove);
        TENANTS.registry().findByName("initech").ifPresent(TENANTS.lifecycle()::remove);
    }

    @Test
    void eachRealmHasATenantOfItsOwn() {
        assertThat(directory.find(TENANTS.acme().realmId(), true)).contains(TENANTS.acme());
        assertThat(directory.find(TENANTS.globex().realmId(), true)).contains(TENANTS.globex());
        assertThat(directory.find("no-such-realm", true)).isEmpty();
    }

    @Test
    void aTenantInServiceIsRememberedUntilItIsForgotten() {
        Tenant initech = TENANTS.provision("initech");
        directory.find(initech.realmId(), true);
        TENANTS.lifecycle().remove(initech);

        assertThat(directory.find(initech.realmId(), true)).contains(initech);
        directory.forget(initech.realmId());
        assertThat(directory.find(initech.realmId(), true)).isEmpty();
    }

    @Test
    void aTenantThatIsNotInServiceYetIsLookedUpAgain() {
        Provisioning birth = TENANTS.lifecycle().provision(newTenant("initech"));
        String realmId = birth.tenant().realmId();
        assertThat(directory.find(realmId, true)).map(Tenant::state).contains(TenantState.PROVISIONING);

        birth.prepare();
        birth.complete();
        assertThat(directory.find(realmId, true)).map(Tenant::state).contains(TenantState.ACTIVE);
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
        void migratesATenantThatIsBehindBeforeAnybodyIsLetIn() {
            Optional<Tenant> found = directory(OutdatedSchema.MIGRATE).find(releases.acme().realmId(), true);

            assertThat(found).map(Tenant::schemaVersion).contains(releases.nextVersion());
            assertThat(releases.timesMigrated(releases.acme())).isOne();
            assertThat(releases.timesMigrated(releases.globex())).isZero();
        }

        @Test
        void refusesOneThatIsBehindWhereItIsToldTo() {
            server.lifecycle().migrate(releases.globex());
            TenantDirectory refusing = directory(OutdatedSchema.REFUSE);

            assertThatExceptionOfType(TenantException.class)
                    .isThrownBy(() -> refusing.find(releases.acme().realmId(), true))
                    .extracting(TenantException::reason).isEqualTo(TenantException.Reason.OUTDATED);
            assertThat(refusing.find(releases.globex().realmId(), true)).isPresent();
            assertThat(releases.timesMigrated(releases.acme())).isZero();

            server.lifecycle().migrate(releases.acme());
            assertThat(refusing.find(releases.acme().realmId(), true)).isPresent();
        }

        private TenantDirectory directory(OutdatedSchema outdated) {
            return new TenantDirectory(server.registry(), server.lifecycle(), outdated);
        }
    }

    @Test
    void aRealmThatHadNoTenantIsLookedUpAgain() {
        assertThat(directory.find(newTenant("initech").realmId(), true)).isEmpty();

        Tenant initech = TENANTS.provision("initech");
        assertThat(directory.find(initech.realmId(), true)).contains(initech);
    }
}
