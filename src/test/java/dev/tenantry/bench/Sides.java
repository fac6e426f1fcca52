package dev.tenantry.bench;

import dev.tenantry.support.TestRealm;
import java.util.function.Consumer;

/** A stock realm and a tenant's on one server. */
record Sides(TestRealm stock, TestRealm tenant) {

    void forEach(Consumer<TestRealm> work) {
        work.accept(stock);
        work.accept(tenant);
    }
}
