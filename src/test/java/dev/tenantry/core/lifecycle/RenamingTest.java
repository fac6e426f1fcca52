package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RenamingTest {

    private static final TenantName HOOLI = new TenantName("hooli");

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantRegistry registry = TENANTS.registry();
    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void remove() {
        TENANTS.lifecycle().remove(initech);
    }

    private Participant rename(TenantName name) {
        return TENANTS.lifecycle().rename(initech, name, "Hooli Inc.");
    }

    @Test
    void theNamesChangeAndTheSchemaStays() {
        Participant renaming = rename(HOOLI);
        renaming.prepare();
        renaming.afterCommit();

        Tenant renamed = registry.findByName("hooli").orElseThrow();
        assertThat(renamed.realmId()).isEqualTo(initech.realmId());
        assertThat(renamed.displayName()).isEqualTo("Hooli Inc.");
        assertThat(renamed.schema()).isEqualTo(initech.schema());
        assertThat(registry.findByName("initech")).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefusedAndNothingChanges() {
        Participant renaming = rename(TENANTS.acme().name());

        assertThatExceptionOfType(TenantException.class).isThrownBy(renaming::prepare)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.ALREADY_EXISTS);
        renaming.afterRollback();
        assertThat(registry.find(initech.realmId())).contains(initech);
        assertThat(registry.findByName("acme")).contains(TENANTS.acme());
    }

    @Test
    void aRolledBackRenamingRestoresTheNames() {
        Participant renaming = rename(HOOLI);
        renaming.prepare();
        renaming.afterRollback();

        assertThat(registry.find(initech.realmId())).contains(initech);
        assertThat(TENANTS.formerNames().holder("hooli")).isEmpty();
    }

    @Test
    void aRolledBackRenamingKeepsTheNamesOfALaterRenaming() {
        Participant rolledBack = rename(HOOLI);
        rolledBack.prepare();
        Tenant renamed = registry.find(initech.realmId()).orElseThrow();
        TENANTS.lifecycle().rename(renamed, HOOLI, "Later Inc.").prepare();

        rolledBack.afterRollback();

        assertThat(registry.find(initech.realmId()).orElseThrow().displayName()).isEqualTo("Later Inc.");
    }
}
