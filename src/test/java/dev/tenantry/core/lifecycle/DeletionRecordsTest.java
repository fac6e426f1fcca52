package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.schema.SchemaDigest;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantName;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeletionRecordsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private final Database database = TENANTS.open(2);

    private final DeletionRecords deletionRecords = new DeletionRecords(TenantDatabases.only(database));
    private Tenant initech;

    @BeforeEach
    void provisionWithAda() {
        initech = TENANTS.provision("initech");
        TENANTS.transactions().write(initech, handle -> handle.update("""
                insert into users (id, username, email, email_shared, email_verified, enabled, not_before)
                values ('ada', 'ada', 'ada@initech.example', false, false, true, 0)"""));
    }

    @AfterEach
    void remove() {
        TENANTS.lifecycle().remove(initech);
        TENANTS.beside().execute("delete from tenantry.deletion_record");
    }

    private void drop() {
        Dropping end = TENANTS.lifecycle().drop(initech);
        end.prepare();
        end.afterCommit();
    }

    /** The schema's name stays the same, since another server may still have it in its cache. */
    @Test
    void aTenantProvisionedAgainForItsRealmGetsItsOldSchemaName() {
        drop();

        Provisioning provisioning = TENANTS.lifecycle().provision(
                new NewTenant(initech.realmId(), new TenantName("renamed"), "Renamed"),
                TENANTS.lifecycle().newestVersion(), (provisioned, handle) -> {});

        assertThat(provisioning.tenant().schema()).isEqualTo(initech.schema());
        provisioning.afterRollback();
    }

    @Test
    void aDeletionRecordHasCountsAndDigestAndNoUserData() {
        SchemaDigest before = TENANTS.transactions().write(initech, SchemaDigest::read);

        drop();

        DeletionRecord deletionRecord = deletionRecords.find(initech.realmId()).orElseThrow();
        assertThat(deletionRecord.name()).isEqualTo("initech");
        assertThat(deletionRecord.schema()).isEqualTo(initech.schema().value());
        assertThat(deletionRecord.provisionedAt()).isEqualTo(initech.createdAt());
        assertThat(deletionRecord.droppedAt()).isAfter(initech.createdAt());
        assertThat(deletionRecord.rows()).isEqualTo(Map.of("users", 1L, "event", 0L, "invitation", 0L));
        assertThat(deletionRecord.digest()).isEqualTo(before.digest());
        assertThat(TENANTS.beside().<String>value("select to_jsonb(c)::text from tenantry.deletion_record c"))
                .doesNotContain("ada");
        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
    }

    @Test
    void aRepeatedDropKeepsTheFirstDeletionRecord() {
        deletionRecords.record(initech);
        DeletionRecord first = deletionRecords.find(initech.realmId()).orElseThrow();
        TENANTS.beside().execute("drop table " + initech.schema().quoted() + ".users cascade");

        drop();
        assertThat(deletionRecords.find(initech.realmId())).contains(first);
    }

    @Test
    void aTenantProvisionedAgainAndDroppedGetsASecondRecord() {
        drop();
        DeletionRecord first = deletionRecords.find(initech.realmId()).orElseThrow();
        initech = TENANTS.provision("initech");
        drop();

        assertThat(deletionRecords.find(initech.realmId()).orElseThrow().provisionedAt())
                .isEqualTo(initech.createdAt())
                .isNotEqualTo(first.provisionedAt());
        assertThat(deletionRecords.list("initech", 0, 10)).hasSize(2);
    }

    @Test
    void aTenantWithoutASchemaGetsARecordWithoutRows() {
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade");

        drop();
        assertThat(deletionRecords.find(initech.realmId()).orElseThrow().rows()).isEmpty();
    }

    @Test
    void aFailedProvisioningLeavesNoDeletionRecord() {
        Provisioning provisioning = TENANTS.lifecycle().provision(TwoTenants.newTenant("hooli"));
        provisioning.prepare();
        provisioning.afterRollback();

        assertThat(deletionRecords.find(provisioning.tenant().realmId())).isEmpty();
    }

    @Test
    void deletionRecordsAreFoundByName() {
        drop();
        assertThat(deletionRecords.list("initech", 0, 10)).hasSize(1);
        assertThat(deletionRecords.list(null, 0, 10)).hasSize(1);
        assertThat(deletionRecords.list("acme", 0, 10)).isEmpty();
        assertThat(deletionRecords.list("initech", 1, 10)).isEmpty();
    }
}
