package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.SchemaBindings;
import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.RealmFact;
import dev.tenantry.core.tenant.RealmFact.Component;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.support.postgres.LostWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InspectionTest {

    private static final Duration RETENTION = Duration.ofDays(30);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantLifecycle lifecycle = TENANTS.lifecycle();
    private final TenantRegistry registry = TENANTS.registry();
    private final Map<String, RealmFact> realms = new HashMap<>();
    private final Inspection inspection = lifecycle.inspection(
            () -> new ArrayList<>(realms.values()),
            tenant -> realms.containsKey(tenant.realmId()) ? Outcome.EXISTS : Outcome.MISSING);
    private final SchemaBindings bindings = TENANTS.bindings();
    private Tenant initech;

    @BeforeEach
    void allFitsTogether() {
        initech = TENANTS.provision("initech");
        for (Tenant tenant : List.of(TENANTS.acme(), TENANTS.globex(), initech)) {
            realmIs(tenant, tenant.name().value(), true, Component.ENABLED);
        }
        assertThat(inspection.run()).isEmpty();
    }

    @AfterEach
    void remove() {
        TENANTS.beside().execute("drop schema if exists " + initech.schema().quoted() + " cascade");
        TENANTS.beside().execute("delete from tenantry.tenant where name not in ('acme', 'globex')");
    }

    private void realmIs(Tenant tenant, String name, boolean enabled, Component component) {
        realms.put(tenant.realmId(), new RealmFact(tenant.realmId(), name, enabled, component));
    }

    private void assertFound(Kind kind, String subject) {
        assertThat(inspection.run()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.subject()).isEqualTo(subject);
        });
    }

    @Test
    void aTenantWithoutARealm() {
        realms.remove(initech.realmId());
        assertFound(Kind.REALM_MISSING, "initech");

        lifecycle.archive(initech, RETENTION).prepare();
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void aTenantWithoutASchema() {
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade");
        assertFound(Kind.SCHEMA_MISSING, "initech");
    }

    @Test
    void aRealmWithoutItsComponentOrWithADisabledOne() {
        realmIs(initech, "initech", true, Component.MISSING);
        assertFound(Kind.COMPONENT_MISSING, "initech");

        realmIs(initech, "initech", true, Component.DISABLED);
        assertFound(Kind.COMPONENT_DISABLED, "initech");
    }

    @Test
    void aRealmOfAnotherName() {
        realmIs(initech, "hooli", true, Component.ENABLED);
        assertFound(Kind.NAME_DIFFERS, "initech");
    }

    @Test
    void anEnabledRealmOfASuspendedTenant() {
        lifecycle.change(initech, StateOperation.SUSPEND).prepare();
        assertFound(Kind.REALM_ENABLED, "initech");

        realmIs(initech, "initech", false, Component.ENABLED);
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void aVersionThatTheSchemaDoesNotHave() {
        registry.setVersion(initech.realmId(), 0);
        assertFound(Kind.VERSION_DIFFERS, "initech");

        lifecycle.readVersion(initech);
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void aSchemaWithoutAMark() {
        comment("null");
        assertFound(Kind.SCHEMA_UNMARKED, "initech");

        lifecycle.claim(initech);
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void aSchemaWithTheMarkOfAnotherRealm() {
        comment("'tenantry realm " + TENANTS.acme().realmId() + "'");
        assertFound(Kind.SCHEMA_FOREIGN, "initech");
    }

    /** There is no finding about the content of the schema. Other tenants are inspected as usual. */
    @Test
    void aSchemaWhoseTablesAreOnALostServer() {
        LostWorker.take(TENANTS.beside(), initech.schema().value());
        assertFound(Kind.SCHEMA_UNREACHABLE, "initech");
        assertThat(inspection.of(initech)).extracting(Finding::kind).containsExactly(Kind.SCHEMA_UNREACHABLE);
        assertThat(inspection.of(TENANTS.acme())).isEmpty();
        String schema = initech.schema().value();
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> bindings.registerUnbound(TenantDatabases.MAIN, schema, RETENTION))
                .withMessageContaining(schema);

        LostWorker.giveBack(TENANTS.beside(), initech.schema().value());
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void aSchemaThatLacksATable() {
        change("drop table users cascade");

        assertThat(inspection.run()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.SCHEMA_DRIFTED);
            assertThat(finding.subject()).isEqualTo("initech");
            assertThat(finding.detail()).startsWith("missing: table users and ");
            assertThat(finding.next()).startsWith("Run: tenantry drift initech. ");
            assertThat(finding.kind().canBeFixed()).isFalse();
        });
    }

    @Test
    void aSchemaThatLacksItsUsersOrItsHistory() {
        change("drop table users cascade");
        assertFound(Kind.SCHEMA_DRIFTED, "initech");

        change("drop table schema_history");
        assertFound(Kind.SCHEMA_DRIFTED, "initech");

        change("drop schema " + initech.schema().quoted() + " cascade; create schema " + initech.schema().quoted()
                + "; comment on schema " + initech.schema().quoted() + " is 'tenantry realm " + initech.realmId()
                + "'; alter schema " + initech.schema().quoted() + " owner to " + initech.roleOrNull().quoted());
        assertFound(Kind.SCHEMA_DRIFTED, "initech");
    }

    @Test
    void aSchemaWhoseHistoryCannotBeRead() {
        change("alter table schema_history drop column success");
        assertFound(Kind.SCHEMA_DRIFTED, "initech");
    }

    @Test
    void aSchemaWithAnOperatorsIndex() {
        change("create index by_first_name on users (first_name)");

        assertThat(inspection.run()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.SCHEMA_DRIFTED);
            assertThat(finding.detail()).isEqualTo(
                    "unexpected: index CREATE INDEX by_first_name ON users USING btree (first_name)");
        });
    }

    @Test
    void aMissingSearchIndexIsNoFinding() {
        change("drop index users_search");
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void twoDriftedSchemasAreTwoFindings() {
        change("drop index users_email");
        Tenant hooli = TENANTS.provision("hooli");
        realmIs(hooli, "hooli", true, Component.ENABLED);
        change("set search_path to " + hooli.schema().quoted() + "; drop index users_email");

        assertThat(inspection.run()).extracting(Finding::kind, Finding::subject).containsExactlyInAnyOrder(
                tuple(Kind.SCHEMA_DRIFTED, "initech"), tuple(Kind.SCHEMA_DRIFTED, "hooli"));
        TENANTS.lifecycle().remove(hooli);
    }

    @Test
    void aTenantCanBeInspectedAlone() {
        change("drop table users cascade");
        realmIs(initech, "hooli", true, Component.ENABLED);
        realms.put("lost", new RealmFact("lost", "lost-realm", true, Component.ENABLED));

        assertThat(inspection.of(initech)).extracting(Finding::kind)
                .containsExactly(Kind.SCHEMA_DRIFTED, Kind.NAME_DIFFERS);
        assertThat(inspection.of(TENANTS.acme())).isEmpty();
        realms.remove(initech.realmId());
        assertThat(inspection.of(initech)).extracting(Finding::kind)
                .containsExactly(Kind.SCHEMA_DRIFTED, Kind.REALM_MISSING);
    }

    @Test
    void aForeignSchemaOfASuspendedTenantIsRepairedByHand() {
        comment("'tenantry realm " + TENANTS.acme().realmId() + "'");
        assertThat(inspection.run()).singleElement().extracting(Finding::next)
                .isEqualTo("tenantry findings --fix SCHEMA_FOREIGN initech");

        lifecycle.change(initech, StateOperation.SUSPEND).prepare();
        realmIs(initech, "initech", false, Component.ENABLED);

        assertThat(inspection.run()).singleElement().extracting(Finding::next).asString()
                .contains("from a backup", "resume initech").doesNotContain("--fix");
    }

    private void change(String ddl) {
        TENANTS.beside().execute("set search_path to " + initech.schema().quoted() + "; " + ddl);
    }

    private void comment(String comment) {
        TENANTS.beside().execute("comment on schema " + initech.schema().quoted() + " is " + comment);
    }

    @Test
    void aSchemaWhoseOwnerIsNotTheTenantsRole() {
        TENANTS.beside().execute("alter schema " + initech.schema().quoted() + " owner to postgres");
        TENANTS.beside().execute("alter table " + initech.schema().quoted() + ".users owner to postgres");
        assertFound(Kind.ROLE_DIFFERS, "initech");

        lifecycle.claim(initech);
        assertThat(inspection.run()).isEmpty();
        assertThat(TENANTS.beside().<Long>value(
                "select count(*) from pg_class where relnamespace = ?::regnamespace and relowner <> ?::regrole",
                initech.schema().value(), initech.roleOrNull().value())).isZero();
    }

    @Test
    void anUnfinishedProvisioning() {
        Provisioning provisioning = lifecycle.provision(TwoTenants.newTenant("hooli"));
        provisioning.prepare();
        assertFound(Kind.UNFINISHED, "hooli");

        lifecycle.reconciler(tenant -> Outcome.MISSING).run();
        assertThat(inspection.run()).isEmpty();
    }

    @Test
    void aTenantRealmThatIsNotInTheRegistry() {
        realms.put("lost", new RealmFact("lost", "lost-realm", true, Component.ENABLED));
        realms.put("standard", new RealmFact("standard", "standard-realm", true, Component.MISSING));
        assertFound(Kind.REALM_UNREGISTERED, "lost-realm");
    }

    @Test
    void aSchemaThatNoTenantHas() {
        String schema = initech.schema().value();
        registry.delete(initech.realmId());
        realmIs(initech, "initech", true, Component.MISSING);
        assertFound(Kind.SCHEMA_UNREGISTERED, schema);

        bindings.registerUnbound(TenantDatabases.MAIN, schema, RETENTION);
        assertThat(inspection.run()).isEmpty();
        assertThat(registry.list("unbound", TenantState.ARCHIVED, 0, 10)).singleElement()
                .satisfies(unbound -> assertThat(unbound.schema()).isEqualTo(initech.schema()));
    }

    @Test
    void aSchemaThatNoTenantHasCanBeAttachedToARealm() {
        String schema = initech.schema().value();
        registry.delete(initech.realmId());
        bindings.registerUnbound(TenantDatabases.MAIN, schema, RETENTION);

        Participant attachment = bindings.attach(TwoTenants.newTenant("hooli"), TenantDatabases.MAIN, schema);
        attachment.prepare();
        attachment.afterCommit();

        Tenant hooli = registry.findByName("hooli").orElseThrow();
        assertThat(hooli.schema()).isEqualTo(initech.schema());
        assertThat(hooli.state()).isEqualTo(TenantState.ACTIVE);
        assertThat(hooli.schemaVersion()).isEqualTo(initech.schemaVersion());
        assertThat(registry.list("unbound", null, 0, 10)).isEmpty();
    }

    @Test
    void aSchemaThatATenantHasCannotBeAttachedToAnother() {
        for (String taken : List.of(TENANTS.acme().schema().value(), "tenantry", "tenant_none_12345678")) {
            assertThatExceptionOfType(TenantException.class)
                    .isThrownBy(() -> bindings.attach(TwoTenants.newTenant("hooli"), TenantDatabases.MAIN, taken));
        }
        assertThat(registry.find(TENANTS.acme().realmId())).contains(TENANTS.acme());
        assertThat(registry.findByName("hooli")).isEmpty();
    }

    @Test
    void aRolledBackAttachmentLeavesTheSchema() {
        registry.delete(initech.realmId());
        bindings.attach(TwoTenants.newTenant("hooli"), TenantDatabases.MAIN, initech.schema().value()).afterRollback();

        assertThat(registry.findByName("hooli")).isEmpty();
        assertThat(TENANTS.schemaExists(initech.schema())).isTrue();
    }
}
