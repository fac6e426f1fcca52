package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.RoleName;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.TenantHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration without Flyway has the same result as a migration by Flyway. */
final class PlainMigrationTest {

    private static final String PLACE = "classpath:db/tenant";

    /** A script that Flyway and pgjdbc could split into statements in different ways. */
    private static final String TRICKY = """
            -- it's a comment; with a quote
            create table tricky (id integer primary key, tags jsonb not null default '{"a;b": 1}');
            create function twice(n integer) returns integer language plpgsql as $body$
            begin
              return n * 2; -- {fn not_an_escape}
            end
            $body$;
            create function thrice(n integer) returns integer language sql return n * 3;
            insert into tricky (id) select twice(n) from generate_series(1, 3) n;
            update tricky set tags = '{"x": "?"}' where tags ? 'a;b' and id = 4;
            set search_path = pg_catalog;
            """;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    @TempDir
    private Path folder;

    private final SchemaMigrations ours = new SchemaMigrations(PLACE);
    private final int newest = ours.newest(DATABASE);
    private final Transaction transaction = DATABASE.begin(SchemaName.scratch().scope());
    private final Handle handle = transaction.handle();
    private final List<MigrationScript> scripts = new MigrationScripts(PLACE).all(handle, OwnedSchema.REGISTRY);

    @AfterEach
    void undo() {
        transaction.rollback();
    }

    /** Creates a new schema that a tenant's role owns, and enters it. */
    private OwnedSchema schema() {
        RoleName role = TENANTS.acme().roleOrNull();
        OwnedSchema scratch = new OwnedSchema(SchemaName.scratch(), role);
        handle.run("reset role; create schema " + scratch.schema().quoted() + " authorization " + role.quoted());
        handle.enter(scratch.scope());
        return scratch;
    }

    private SchemaMigrations with(String file, String script) throws IOException {
        Files.writeString(folder.resolve(file), script);
        return new SchemaMigrations(PLACE, "filesystem:" + folder);
    }

    private String nextFile() {
        return "V" + (newest + 1) + "__next.sql";
    }

    /** All content of the schema, except the times in its history of migrations. */
    private List<Object> content() {
        return List.of(
                SchemaCatalog.read(new TenantHandle(handle)).lines(),
                SchemaDigest.read(new TenantHandle(handle)).tables(),
                handle.query("""
                        select (to_jsonb(h) - '{installed_on,execution_time}'::text[])::text from schema_history h
                        order by installed_rank""", row -> row.getString(1)),
                handle.query("""
                        select c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                        where c.relnamespace = current_schema()::regnamespace
                        order by c.relname, a.attnum""", row -> row.getString(1)));
    }

    private void isAsFlywayMakesIt(SchemaMigrations migrations, int from, int version) {
        OwnedSchema byFlyway = schema();
        migrations.migrateByFlyway(handle, byFlyway, version);
        List<Object> expected = content();
        OwnedSchema plain = schema();
        if (from > 0) {
            migrations.migrateByFlyway(handle, plain, from);
        }
        migrations.migrateTenant(handle, plain, version);

        assertThat(content()).isEqualTo(expected);
    }

    @Test
    void aNewSchemaIsAsFlywayMakesIt() {
        isAsFlywayMakesIt(ours, 0, newest);
        isAsFlywayMakesIt(ours, 0, 1);
    }

    @Test
    void anOlderSchemaIsMigratedAsByFlyway() {
        IntStream.range(1, newest).forEach(from -> isAsFlywayMakesIt(ours, from, newest));
    }

    @Test
    void aScriptThatIsHardToSplitRunsAsByFlyway() throws IOException {
        SchemaMigrations tricky = with(nextFile(), TRICKY);

        var found = new MigrationScripts(PLACE, "filesystem:" + folder).all(handle, OwnedSchema.REGISTRY);
        assertThat(PlainMigration.run(handle, schema(), found)).isTrue();
        isAsFlywayMakesIt(tricky, 0, newest + 1);
        isAsFlywayMakesIt(tricky, newest, newest + 1);
    }

    @Test
    void theScriptsOfThisBuildNeedNoFlyway() {
        OwnedSchema owned = schema();

        assertThat(PlainMigration.run(handle, owned, scripts)).isTrue();
        assertThat(SchemaMigrations.versionOf(handle)).isEqualTo(newest);
        assertThat(PlainMigration.run(handle, owned, scripts)).isTrue();
    }

    @Test
    void flywayAcceptsAPlainMigrationAndFindsNothingToDo() {
        OwnedSchema owned = schema();
        ours.migrateTenant(handle, owned);
        List<Object> before = content();

        new MigrationScripts(PLACE).flyway(handle, owned.schema()).load().validate();
        MigrationScripts.leave(handle, owned);
        ours.migrateByFlyway(handle, owned, newest);

        assertThat(content()).isEqualTo(before);
        assertThat(ours.history(handle, owned)).hasSize(newest).noneMatch(migration -> migration.installedAt() == null);
    }

    @Test
    void aHistoryWithAnotherChecksumIsLeftToFlyway() {
        OwnedSchema owned = schema();
        ours.migrateByFlyway(handle, owned, 1);
        handle.update("update schema_history set checksum = checksum + 1");

        assertThat(PlainMigration.run(handle, owned, scripts)).isFalse();
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> ours.migrateTenant(handle, owned))
                .withMessageContaining("hecksum");
    }

    @Test
    void aSchemaWithTablesAndNoHistoryIsLeftToFlyway() {
        OwnedSchema owned = schema();
        handle.update("create table somebody_elses (id integer)");

        assertThat(PlainMigration.run(handle, owned, scripts)).isFalse();
    }

    @Test
    void aNewerSchemaIsLeftToFlyway() {
        OwnedSchema owned = schema();
        ours.migrateTenant(handle, owned);

        assertThat(PlainMigration.run(handle, owned, scripts.subList(0, 1))).isFalse();
    }

    @Test
    void aScriptWithPlaceholdersIsLeftToFlyway() throws IOException {
        SchemaMigrations migrations =
                with(nextFile(), "create table placed as select '${flyway:defaultSchema}' as name");
        OwnedSchema owned = schema();
        migrations.migrateTenant(handle, owned);

        assertThat(handle.first("select name from placed", row -> row.getString(1))).contains(owned.schema().value());
    }

    @Test
    void scriptsWithACallbackAreLeftToFlyway() throws IOException {
        SchemaMigrations migrations = with("afterMigrate.sql", "create table if not exists called_back (id integer)");
        migrations.migrateTenant(handle, schema());

        assertThat(handle.count("select count(*) from called_back")).isZero();
    }

    @Test
    void aFailedScriptIsReportedWithItsLine() throws IOException {
        SchemaMigrations migrations =
                with(nextFile(), "create table fine (id integer);\n\nalter table nowhere add x text;");
        OwnedSchema owned = schema();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrations.migrateTenant(handle, owned))
                .withMessage(nextFile() + ", line 3, failed (42P01)");
    }
}
