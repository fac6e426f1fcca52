package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.util.function.Consumer;

/** A standard realm and a tenant's on one server. */
record Sides(TestRealm standard, TestRealm tenant) {

    void forEach(Consumer<TestRealm> work) {
        work.accept(standard);
        work.accept(tenant);
    }
}
