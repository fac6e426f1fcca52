package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema of initech is archived without a realm, and is to be purged in a week. */
final class SchemaBindingsTest {

    private static final NewTenant HOOLI = TwoTenants.newTenant("hooli");

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    private final SchemaBindings bindings = tenants.bindings();
    private final Tenant initech = tenants.provision("initech");
    private Instant purgeAfter;

    @BeforeEach
    void archive() {
        tenants.registry().delete(initech.realmId());
        bindings.registerUnbound(TenantDatabases.MAIN, initech.schema().value(), Duration.ofDays(7));
        purgeAfter = archived().purgeAfter();
    }

    private Tenant archived() {
        assertThat(tenants.registry().list("unbound", TenantState.ARCHIVED, 0, 10)).hasSize(1);
        return tenants.registry().list("unbound", TenantState.ARCHIVED, 0, 10).get(0);
    }

    private void assertArchivedAsBefore() {
        Tenant archived = archived();
        assertThat(archived.schema()).isEqualTo(initech.schema());
        assertThat(Duration.between(purgeAfter, archived.purgeAfter()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(tenants.registry().findByName("hooli")).isEmpty();
        assertThat(tenants.beside().<String>value(
                        "select obj_description(cast(? as regnamespace))", initech.schema().value()))
                .isEqualTo(SchemaMark.closed(archived.realmId()).text());
    }

    @Test
    void aSchemaIsArchivedAgainIfKeycloakRollsTheAttachmentBack() {
        bindings.attach(HOOLI, TenantDatabases.MAIN, initech.schema().value()).afterRollback();

        assertArchivedAsBefore();
    }

    @Test
    void aSchemaIsArchivedAgainIfItsInspectionFails() {
        assertThatIllegalStateException().isThrownBy(() ->
                bindings.attach(HOOLI, TenantDatabases.MAIN, initech.schema().value(), (tenant, handle) -> {
                    throw new IllegalStateException("The ids are another realm's");
                }));

        assertArchivedAsBefore();
    }

    @Test
    void aSchemaIsArchivedAgainIfTheNameBelongsToAnotherTenant() {
        NewTenant second = new NewTenant("another-realm", tenants.acme().name(), "ACME");

        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> bindings.attach(second, TenantDatabases.MAIN, initech.schema().value()));

        assertArchivedAsBefore();
        assertThat(tenants.registry().findByName("acme")).contains(tenants.acme());
    }
}
