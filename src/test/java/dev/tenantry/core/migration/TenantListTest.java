package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoReleases;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of many tenants have outdated schemas. */
final class TenantListTest {

    @TempDir
    private static Path scripts;

    @AutoClose
    private final TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);

    @Test
    void tenantsThatAreUpToDateAreNotRead() {
        releases.beside().execute("""
                insert into tenantry.tenant (realm_id, name, display_name, schema_name, state, schema_version)
                select 'many-' || n, 'many-' || n, '', 'many_' || n, 'ACTIVE', ? from generate_series(1, 20000) n""",
                releases.nextVersion());
        releases.beside().execute("analyze tenantry.tenant");

        String plan = releases.beside()
                .rows("explain " + TenantList.BEHIND.replace("from tenant", "from tenantry.tenant"),
                        releases.nextVersion())
                .stream().map(row -> (String) row.get(0)).collect(Collectors.joining("\n"));

        assertThat(plan).contains("tenant_behind").doesNotContain("Seq Scan");
    }
}
