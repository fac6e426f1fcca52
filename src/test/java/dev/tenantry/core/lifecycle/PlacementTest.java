package dev.tenantry.core.lifecycle;

import static dev.tenantry.core.lifecycle.TwoDatabases.EU;
import static dev.tenantry.core.lifecycle.TwoDatabases.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the database of a new tenant is chosen. */
@Timeout(60)
final class PlacementTest {

    @AutoClose
    private final TwoDatabases databases = new TwoDatabases();

    private String provisionedBy(PlacementRule rule, String name) {
        return databases.provision(databases.lifecycle(rule), newTenant(name, null)).database();
    }

    @Test
    void theDatabaseWithTheFewestTenantsIsChosen() {
        databases.provision("hooli", TenantDatabases.MAIN);
        databases.provision("initech", TenantDatabases.MAIN);

        List<String> provisioned = Stream.of("one", "two", "three", "four")
                .map(name -> provisionedBy(PlacementRule.FEWEST_TENANTS, name))
                .toList();

        assertThat(provisioned).containsExactly(EU, EU, TenantDatabases.MAIN, EU);
        assertThat(databases.registry().countByDatabase()).containsEntry(TenantDatabases.MAIN, 4).containsEntry(EU, 4);
    }

    @Test
    void aClosedDatabaseTakesNoNewTenantsEvenOnRequest() {
        PlacementRule closed = new PlacementRule(Set.of(TenantDatabases.MAIN), null);

        assertThat(Stream.of("one", "two", "three").map(name -> provisionedBy(closed, name))).containsOnly(EU);
        assertRefused(closed, TenantDatabases.MAIN);
        assertThat(databases.ada(databases.acme())).as("existing tenants are served").isEqualTo("Ada of acme");
    }

    @Test
    void theDefaultDatabaseTakesTenantsThatNameNone() {
        PlacementRule eu = new PlacementRule(Set.of(), EU);

        assertThat(Stream.of("one", "two", "three").map(name -> provisionedBy(eu, name))).containsOnly(EU);
        assertThat(databases.provision(databases.lifecycle(eu), newTenant("four", TenantDatabases.MAIN)).database())
                .isEqualTo(TenantDatabases.MAIN);
    }

    @Test
    void anUnknownDatabaseIsRefused() {
        assertRefused(PlacementRule.FEWEST_TENANTS, "us");
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> databases.lifecycle(PlacementRule.FEWEST_TENANTS).acceptDatabase("us"))
                .withMessage("There is no such database. The databases are: main, eu");
    }

    private void assertRefused(PlacementRule rule, String database) {
        TenantLifecycle lifecycle = databases.lifecycle(rule);
        for (Runnable work : List.<Runnable>of(
                () -> lifecycle.acceptDatabase(database),
                () -> lifecycle.provision(newTenant("initech", database)))) {
            assertThatExceptionOfType(TenantException.class).isThrownBy(work::run)
                    .extracting(TenantException::reason)
                    .isEqualTo(Reason.INVALID_DATABASE);
        }
        assertThat(databases.registry().findByName("initech")).isEmpty();
    }

    @Test
    void anUnavailableDatabaseIsNotChosenThoughItHasTheFewestTenants() {
        databases.provision("hooli", TenantDatabases.MAIN);
        databases.loseEu();
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> databases.databases().named(EU).ping());

        assertThat(provisionedBy(PlacementRule.FEWEST_TENANTS, "one")).isEqualTo(TenantDatabases.MAIN);
    }
}
