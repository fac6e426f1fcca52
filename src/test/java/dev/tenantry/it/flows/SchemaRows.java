package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;

/** Where a flow must leave its traces: in the tenant's schema, if the realm is a tenant's. */
final class SchemaRows {

    private SchemaRows() {}

    /** Asserts how many rows of a tenant's users or of a part of them meet the condition; a standard realm has none. */
    static void assertRows(TestRealm realm, String table, String condition, long expected) {
        if (realm instanceof TestTenant tenant) {
            assertThat(tenant.count(table, condition)).as(table + " where " + condition).isEqualTo(expected);
        }
    }
}
