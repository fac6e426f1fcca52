package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.support.postgres.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The statements that Citus would propagate to workers: none of those that create a tenant's schema, and all that
 * change the schema later, since its tables may be on a worker then.
 */
final class CitusTest {

    private static final String RECORD = """
            create table public.ddl (tag text, propagation text);
            grant insert on public.ddl to public;
            create function public.record() returns event_trigger language plpgsql as $$ begin
              insert into public.ddl
              values (tg_tag, coalesce(nullif(current_setting('citus.enable_ddl_propagation', true), ''), 'on'));
            end $$;
            create event trigger record on ddl_command_start execute function public.record()""";

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    private final TestDatabase database = tenants.beside();

    /** Returns the recorded statements, and deletes the records. */
    private List<List<Object>> recorded() {
        List<List<Object>> recorded = database.rows("select tag, propagation from public.ddl");
        database.execute("delete from public.ddl");
        return recorded;
    }

    private static Set<Object> propagation(List<List<Object>> recorded) {
        return recorded.stream().map(row -> row.get(1)).collect(Collectors.toSet());
    }

    @Test
    void theCreationOfASchemaIsNotPropagatedAndItsMigrationIs() {
        database.execute(RECORD);

        Tenant initech = tenants.provision("initech");

        List<List<Object>> creation = recorded();
        assertThat(creation).extracting(row -> row.get(0))
                .contains("CREATE SCHEMA", "COMMENT", "CREATE TABLE", "CREATE INDEX");
        assertThat(propagation(creation)).containsExactly("off");

        database.execute("drop index " + initech.schema().quoted() + ".users_search");
        recorded();
        tenants.lifecycle().migrate(initech);

        List<List<Object>> migration = recorded();
        assertThat(migration).extracting(row -> row.get(0)).contains("CREATE INDEX");
        assertThat(propagation(migration)).containsExactly("on");
    }

    @Test
    void theReferenceSchemaOfADriftCheckIsNotPropagated() {
        database.execute("""
                create function public.refuse() returns event_trigger language plpgsql as $$ begin
                  if current_setting('citus.enable_ddl_propagation', true) is distinct from 'off' then
                    raise 'not on one server';
                  end if;
                end $$;
                create event trigger refuse on ddl_command_start when tag in ('CREATE SCHEMA', 'CREATE TABLE')
                  execute function public.refuse()""");

        assertThat(tenants.lifecycle().drift().of(tenants.acme()).isNone()).isTrue();
    }
}
