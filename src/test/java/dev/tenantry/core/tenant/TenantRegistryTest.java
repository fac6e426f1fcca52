package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TenantRegistryTest {

    private static final int VERSION = 1;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantRegistry registry = TENANTS.registry();

    @AfterEach
    void onlyTheTwo() {
        TENANTS.beside().execute("delete from tenantry.tenant where name not in ('acme', 'globex')");
    }

    private static OwnedSchema owned(SchemaName schema) {
        return new OwnedSchema(schema, null);
    }

    private Tenant insert(String name, String displayName) {
        NewTenant tenant = new NewTenant(TwoTenants.realmId(name), new TenantName(name), displayName);
        return insert(tenant, owned(SchemaName.derive(TwoTenants.PREFIX, tenant.name(), tenant.realmId())));
    }

    private Tenant insert(NewTenant tenant, OwnedSchema owned) {
        return registry.insert(
                tenant, TenantDatabases.MAIN, owned, VERSION, TenantState.PROVISIONING, JobClaim.NONE);
    }

    private boolean changeState(String realmId, TenantState from, TenantState to) {
        return registry.inTransaction(handle -> TenantRegistry.changeState(handle, realmId, from, to));
    }

    private List<String> names(String search, int first, int max) {
        return registry.list(search, null, first, max).stream().map(tenant -> tenant.name().value()).toList();
    }

    @Test
    void aNewTenantIsNotInService() {
        Tenant inserted = insert("initech", "Initech");

        assertThat(inserted.state()).isEqualTo(TenantState.PROVISIONING);
        assertThat(inserted.schemaVersion()).isEqualTo(VERSION);
        assertThat(inserted.createdAt()).isBetween(Instant.now().minus(1, ChronoUnit.MINUTES), Instant.now());
        assertThat(registry.find(inserted.realmId())).contains(inserted);
        assertThat(registry.findByName("initech")).contains(inserted);
        assertThat(registry.unfinished()).containsExactly(inserted);
    }

    @Test
    void aMissingTenantIsNotFound() {
        assertThat(registry.find("no-such-realm")).isEmpty();
        assertThat(registry.findByName("ACME")).isEmpty();
    }

    @Test
    void theNotBeforeDateOfARealmIsStoredUntilItIsReplaced() {
        Tenant inserted = insert("initech", "Initech");
        assertThat(registry.notBefore(inserted.realmId())).isEmpty();

        registry.setNotBefore(inserted.realmId(), 0);
        assertThat(registry.notBefore(inserted.realmId())).contains(0);
        registry.setNotBefore(inserted.realmId(), 1_800_000_000);

        assertThat(registry.notBefore(inserted.realmId())).contains(1_800_000_000);
        assertThat(registry.notBefore(TENANTS.acme().realmId())).isEmpty();
    }

    /**
     * If Keycloak's database is not PostgreSQL, the time of the last change decides whether a removal of the realm can
     * still be in progress.
     */
    @Test
    void theMarkForDroppingCountsAsAChange() {
        Tenant inserted = insert("initech", "Initech");
        TENANTS.beside().execute("""
                update tenantry.tenant set created_at = now() - interval '1 y', changed_at = now() - interval '1 y'
                where realm_id = ?""", inserted.realmId());
        Tenant old = registry.find(inserted.realmId()).orElseThrow();
        assertThat(registry.isUnchangedFor(old.realmId(), Duration.ofMinutes(10))).isTrue();

        assertThat(registry.markDropping(old)).isTrue();

        assertThat(registry.isUnchangedFor(old.realmId(), Duration.ofMinutes(10))).isFalse();
        assertThat(registry.isUnchangedFor(old.realmId(), Duration.ZERO)).isTrue();
        assertThat(registry.isUnchangedFor("no-such-realm", Duration.ofMinutes(10))).isTrue();
    }

    @Test
    void aStateChangesOnlyFromTheExpectedState() {
        Tenant inserted = insert("initech", "Initech");

        assertThat(changeState(inserted.realmId(), TenantState.ACTIVE, TenantState.DROPPING)).isFalse();
        assertThat(changeState(inserted.realmId(), TenantState.PROVISIONING, TenantState.ACTIVE)).isTrue();
        assertThat(registry.find(inserted.realmId())).map(Tenant::state).contains(TenantState.ACTIVE);
        assertThat(changeState("no-such-realm", TenantState.ACTIVE, TenantState.DROPPING)).isFalse();
    }

    @Test
    void dropsAndRenamingsBetweenTwoPagesHideNoOtherTenant() {
        TENANTS.beside().execute("""
                insert into tenantry.tenant (realm_id, name, display_name, schema_name, state, schema_version)
                select 'realm-' || n, 'many-' || n, 'Many', 'tenant_many_' || n, 'ACTIVE', 1
                from generate_series(1000, 1999) n""");
        Set<String> expected = TENANTS.beside().rows("select realm_id from tenantry.tenant").stream()
                .map(row -> (String) row.get(0))
                .collect(Collectors.toSet());

        Set<String> found = new HashSet<>();
        registry.pages(null).forEach(page -> {
            page.forEach(tenant -> assertThat(found.add(tenant.realmId())).as(tenant.realmId()).isTrue());
            TENANTS.beside().execute("delete from tenantry.tenant where name = (select min(name) from tenantry.tenant"
                    + " where name like 'many-%')");
            TENANTS.beside().execute("update tenantry.tenant set name = 'a-' || name where name = 'many-1990'");
        });

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void pagesHaveOnlyTenantsInTheGivenState() {
        insert("initech", "Initech");

        assertThat(registry.pages(TenantState.PROVISIONING).flatMap(List::stream)).extracting(Tenant::name)
                .containsExactly(new TenantName("initech"));
        assertThat(registry.pages(TenantState.ARCHIVED)).isEmpty();
    }

    @Nested
    final class WhatIsTaken {

        private void assertTaken(ThrowingCallable insert) {
            assertThatExceptionOfType(TenantException.class).isThrownBy(insert)
                    .extracting(TenantException::reason)
                    .isEqualTo(Reason.ALREADY_EXISTS);
            assertThat(names("", 0, 10)).containsExactly("acme", "globex");
        }

        @Test
        void aTakenNameIsRefused() {
            assertTaken(() -> insert(
                    new NewTenant("another-realm", new TenantName("acme"), "Acme"),
                    owned(SchemaName.stored("another"))));
        }

        @Test
        void aTakenRealmIsRefused() {
            assertTaken(() -> insert(
                    new NewTenant(TENANTS.acme().realmId(), new TenantName("initech"), "Initech"),
                    owned(SchemaName.stored("another"))));
        }

        @Test
        void aTakenSchemaIsRefused() {
            assertTaken(() -> insert(
                    new NewTenant("another-realm", new TenantName("initech"), "Initech"), TENANTS.acme().owned()));
        }
    }

    @Nested
    final class ASearch {

        @Test
        void listsInOrderOfNamePageByPage() {
            insert("initech", "A is for Initech");
            insert("aperture", "Z is for Aperture");

            assertThat(names("", 0, 10)).containsExactly("acme", "aperture", "globex", "initech");
            assertThat(names("", 0, 3)).containsExactly("acme", "aperture", "globex");
            assertThat(names("", 3, 3)).containsExactly("initech");
            assertThat(names("", 4, 3)).isEmpty();
            assertThat(registry.count("", null)).isEqualTo(4);
        }

        @Test
        void filtersByState() {
            insert("initech", "Initech");

            assertThat(registry.list("", TenantState.PROVISIONING, 0, 10)).extracting(Tenant::name)
                    .containsExactly(new TenantName("initech"));
            assertThat(registry.count("", TenantState.ACTIVE)).isEqualTo(2);
            assertThat(registry.count("init", TenantState.ACTIVE)).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "init, initech", "TECH, initech", "software, initech", "100%, percent", "%, percent", "_, under",
            "a_b, under", "'\\', back", "übergrößen, back", "ÜBERGRÖSSE, ", "x%x, ", "nothing, ",
            "ΣΙΣΥΦΟΣ, greek"
        })
        void findsTenantsByPartOfNameOrDisplayName(String search, String found) {
            insert("initech", "Software & more");
            insert("percent", "The 100% Company");
            insert("under", "A_B");
            insert("greek", "ΣΙΣΥΦΟΣ");
            insert("back", "C:\\Übergrößen");

            List<String> expected = found == null ? List.of() : List.of(found);
            assertThat(names(search, 0, 10)).isEqualTo(expected);
            assertThat(registry.count(search, null)).isEqualTo(expected.size());
        }
    }
}
