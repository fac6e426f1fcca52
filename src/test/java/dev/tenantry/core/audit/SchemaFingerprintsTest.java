package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.schema.SchemaFingerprints;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.tenant.Tenant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One query finds the schemas that somebody has altered. */
final class SchemaFingerprintsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void remove() {
        TENANTS.lifecycle().remove(initech);
    }

    private static Map<String, String> all() {
        return DATABASE.read(Scope.NONE, handle -> SchemaFingerprints.read(handle, TwoTenants.PREFIX));
    }

    private static String of(Tenant tenant) {
        return all().get(tenant.schema().value());
    }

    private void change(String ddl) {
        TENANTS.beside().execute("set search_path to " + initech.schema().quoted() + "; " + ddl);
    }

    @Test
    void schemasOfTheSameMigrationsHaveTheSameFingerprint() {
        assertThat(all()).containsOnlyKeys(
                TENANTS.acme().schema().value(), TENANTS.globex().schema().value(), initech.schema().value());
        assertThat(all().values()).containsOnly(of(TENANTS.acme()));
    }

    @Test
    void anUnchangedSchemaHasTheFingerprintOfTheReference() {
        var references = new ReferenceCatalogs(DATABASE, SchemaMigrations.ON_CLASS_PATH);

        assertThat(references.find(initech.schemaVersion()).orElseThrow().fingerprint()).isEqualTo(of(initech));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "drop table users cascade", "drop index users_email", "alter table users add shoe_size integer",
        "alter table users drop constraint users_pkey cascade", "create table note (id integer)",
        "alter table users enable row level security", "alter table users alter enabled set default true",
        "grant select on users to public",
        "create view people as select id from users", "create type mood as enum ('good')"})
    void everyChangeOfASchemaChangesItsFingerprint(String ddl) {
        String before = of(initech);

        change(ddl);

        assertThat(of(initech)).isNotEqualTo(before);
        assertThat(of(TENANTS.acme())).isEqualTo(before);
    }

    @Test
    void aDisabledTriggerChangesTheFingerprint() {
        change("create table note (author text references users)");
        String before = of(initech);

        change("alter table note disable trigger all");

        assertThat(of(initech)).isNotEqualTo(before);
    }

    @Test
    void aRevertedChangeRestoresTheFingerprint() {
        String before = of(initech);

        change("alter table users add shoe_size integer");
        change("alter table users drop shoe_size");

        assertThat(of(initech)).isEqualTo(before);
    }

    @Test
    void anEmptySchemaHasNoFingerprint() {
        change("drop schema " + initech.schema().quoted() + " cascade; create schema " + initech.schema().quoted());

        assertThat(all()).doesNotContainKey(initech.schema().value());
    }
}
