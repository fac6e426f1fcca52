package dev.tenantry.bench;

import dev.tenantry.support.TestRealm;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs the same work in a standard realm and in a tenant's, in turns, so that a slow machine slows both.
 *
 * @param rounds the number of turns of each realm, after one that does not count
 */
record Comparison(Sides sides, int rounds) {

    record Result(Rate stock, Rate tenant) {

        /** How many times as fast as stock the tenant's realm is, by throughput. */
        double ratio() {
            return tenant.perSecond() / stock.perSecond();
        }
    }

    /** @param request one, by its number, to one of the realms */
    Result run(Load load, BiConsumer<TestRealm, Integer> request) {
        return run(load, realm -> { }, request);
    }

    /** @param before what is done before each turn and does not count */
    Result run(Load load, Consumer<TestRealm> before, BiConsumer<TestRealm, Integer> request) {
        Rate stockRate = Rate.NONE;
        Rate tenantRate = Rate.NONE;
        for (int round = 0; round <= rounds; round++) {
            Rate ofStock = turn(sides.stock(), load, before, request);
            Rate ofTenant = turn(sides.tenant(), load, before, request);
            if (round > 0) {
                stockRate = stockRate.plus(ofStock);
                tenantRate = tenantRate.plus(ofTenant);
            }
        }
        return new Result(stockRate, tenantRate);
    }

    private static Rate turn(
            TestRealm realm, Load load, Consumer<TestRealm> before, BiConsumer<TestRealm, Integer> request) {
        before.accept(realm);
        return load.run(number -> request.accept(realm, number));
    }
}
