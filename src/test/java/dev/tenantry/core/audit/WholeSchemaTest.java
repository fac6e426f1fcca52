package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenant whose schema can't serve does not come back into service, and the refusal says what to do. */
final class WholeSchemaTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantLifecycle lifecycle = TENANTS.lifecycle();
    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
        lifecycle.requireWhole(initech);
    }

    @AfterEach
    void theOthersAreWhole() {
        lifecycle.requireWhole(TENANTS.acme());
        lifecycle.requireWhole(TENANTS.globex());
        TENANTS.beside().execute("drop schema if exists " + initech.schema().quoted() + " cascade");
        TENANTS.beside().execute("delete from tenantry.tenant where name = 'initech'");
    }

    private void change(String ddl) {
        TENANTS.beside().execute("set search_path to " + initech.schema().quoted() + "; "
                + ddl.replace("SCHEMA", initech.schema().quoted()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "drop schema SCHEMA cascade                                 | does not exist                 | backup",
        "comment on schema SCHEMA is null                           | has no schema mark                    | SCHEMA_UNMARKED",
        "comment on schema SCHEMA is 'tenantry realm realm-of-acme' | is marked as another realm's   | resume initech",
        "drop table users cascade                                   | missing: table users and       | drift initech",
        "drop index users_email                                     | missing: index CREATE UNIQUE I | drift initech",
        "alter table users alter email type varchar(10)             | missing: column users.email    | drift initech",
        "drop table schema_history                                  | missing: table schema_history  | drift initech"})
    void aTenantWithABrokenSchemaDoesNotComeBack(String ddl, String what, String next) {
        change(ddl);

        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> lifecycle.requireWhole(initech))
                .withMessageContaining("Schema " + initech.schema() + " of tenant initech ")
                .withMessageContaining(what)
                .withMessageContaining(next)
                .satisfies(refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.SCHEMA_BROKEN));
    }

    @Test
    void aSchemaWithoutAColumnIsNotUpToDate() {
        change("alter table users drop column consents");

        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> lifecycle.migrateAndCompare(initech))
                .withMessageContaining("missing: column users.consents jsonb not null default ");
    }

    @Test
    void anOperatorsIndexOrAMissingSearchIndexIsNoReasonToRefuse() {
        change("create index by_first_name on users (first_name); drop index users_search");

        assertThatCode(() -> lifecycle.requireWhole(initech)).doesNotThrowAnyException();
        assertThatCode(() -> lifecycle.migrateAndCompare(initech)).doesNotThrowAnyException();
    }

    @Test
    void aSchemaNewerThanThisServerIsAccepted() {
        change("""
                insert into schema_history (installed_rank, version, description, type, script, installed_by,
                  execution_time, success) values (99, '4711', 'x', 'SQL', 'V4711__x.sql', 'x', 1, true)""");

        assertThatCode(() -> lifecycle.requireWhole(initech)).doesNotThrowAnyException();
    }
}
