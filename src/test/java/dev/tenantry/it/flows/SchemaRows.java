package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;

/** Checks the rows that a flow leaves in a tenant's schema. */
final class SchemaRows {

    private SchemaRows() {}

    /** Asserts how many rows of the table in the tenant's schema meet the condition; ignores a standard realm. */
    static void assertRows(TestRealm realm, String table, String condition, long expected) {
        if (realm instanceof TestTenant tenant) {
            assertThat(tenant.count(table, condition)).as(table + " where " + condition).isEqualTo(expected);
        }
    }
}
