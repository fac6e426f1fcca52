package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriftTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    /** The check needs only one connection. */
    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    private final DriftCheck check = new DriftCheck(TenantDatabases.only(DATABASE));
    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void remove() {
        TENANTS.lifecycle().remove(initech);
    }

    private void change(String ddl) {
        TENANTS.beside().execute("set search_path to " + initech.schema().quoted() + "; " + ddl);
    }

    private static List<List<Object>> schemas() {
        return TENANTS.beside().rows("select nspname from pg_namespace order by nspname");
    }

    @Test
    void aMigratedSchemaHasNoDrift() {
        Drift drift = check.of(initech);

        assertThat(drift.isNone()).isTrue();
        assertThat(drift.version()).isEqualTo(initech.schemaVersion());
        assertThat(drift.actualFingerprint()).isEqualTo(drift.expectedFingerprint());
        assertThat(check.of(TENANTS.acme())).isEqualTo(drift);
        assertThat(check.of(TENANTS.globex())).isEqualTo(drift);
    }

    @Test
    void everyManualChangeIsFound() {
        change("drop index users_found_by");
        change("alter table users add shoe_size integer");
        change("alter table schema_history alter installed_on set default '2000-01-01'");
        change("alter table users drop constraint users_pkey");
        change("create table note (id integer)");
        change("create function nothing() returns trigger language plpgsql as 'begin return null; end'");
        change("create trigger no_users before insert on users for each row execute function nothing()");

        Drift drift = check.of(initech);

        assertThat(drift.isNone()).isFalse();
        assertThat(drift.actualFingerprint()).isNotEqualTo(drift.expectedFingerprint());
        assertThat(drift.missing()).containsExactly(
                "column schema_history.installed_on timestamp without time zone not null default now()",
                "constraint users_pkey on users PRIMARY KEY (id)",
                "index CREATE INDEX users_found_by ON users USING gin (found_by)",
                "index CREATE UNIQUE INDEX users_pkey ON users USING btree (id)");
        assertThat(drift.unexpected()).containsExactly(
                "column note.id integer",
                "column schema_history.installed_on timestamp without time zone not null"
                        + " default '2000-01-01 00:00:00'::timestamp without time zone",
                "column users.shoe_size integer",
                "function CREATE OR REPLACE FUNCTION nothing()  RETURNS trigger  LANGUAGE plpgsql"
                        + " AS $function$begin return null; end$function$ ",
                "table note",
                "trigger CREATE TRIGGER no_users BEFORE INSERT ON users"
                        + " FOR EACH ROW EXECUTE FUNCTION nothing()");
    }

    @Test
    void driftOfOneTenantIsNoDriftOfAnother() {
        change("drop index users_email");

        assertThat(check.of(initech).isNone()).isFalse();
        assertThat(check.of(TENANTS.acme()).isNone()).isTrue();
    }

    @Test
    void aRevertedChangeIsNoDrift() {
        change("alter table users add shoe_size integer");
        change("alter table users drop shoe_size");

        assertThat(check.of(initech).isNone()).isTrue();
    }

    @Test
    void theCheckLeavesNothingBehind() {
        List<List<Object>> before = schemas();
        check.of(initech);

        assertThat(schemas()).isEqualTo(before);
        assertThat(DATABASE.<List<String>>read(initech.schema().scope(), handle ->
                handle.query("select current_schema()", row -> row.getString(1))))
                .containsExactly(initech.schema().value());
    }

    @Test
    void aSchemaWithoutAHistoryIsComparedWithTheRegistrysVersion() {
        change("drop table schema_history");

        Drift drift = check.of(initech);

        assertThat(drift.version()).isEqualTo(initech.schemaVersion());
        assertThat(drift.missing()).contains("table schema_history")
                .allMatch(line -> line.contains("schema_history"));
        assertThat(drift.unexpected()).isEmpty();
    }

    @Test
    void aMissingSchemaLacksEverything() {
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade");

        Drift drift = check.of(initech);

        assertThat(drift.missing()).contains("table users", "table schema_history");
        assertThat(drift.unexpected()).isEmpty();
    }

    /** For example, if one of two servers has a newer script. */
    @Test
    void eachTenantIsComparedWithItsOwnVersion(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V4711__notes.sql"), "create table note (id integer primary key);");
        var newer = new SchemaMigrations("classpath:db/tenant", "filesystem:" + folder);
        DriftCheck newerCheck = new DriftCheck(TenantDatabases.only(DATABASE), newer);
        DATABASE.inTransaction(initech.scope(), handle -> {
            newer.migrateTenant(handle, initech.owned());
            return null;
        });

        Drift ofInitech = newerCheck.of(initech);
        Drift ofAcme = newerCheck.of(TENANTS.acme());

        assertThat(ofInitech.isNone()).isTrue();
        assertThat(ofInitech.version()).isEqualTo(4711);
        assertThat(ofAcme.isNone()).isTrue();
        assertThat(ofAcme.version()).isEqualTo(TENANTS.acme().schemaVersion());
        assertThat(ofAcme.actualFingerprint()).isNotEqualTo(ofInitech.actualFingerprint());
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> check.of(initech)).withMessageContaining("4711");
    }
}
