package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs the same work in a standard realm and in a tenant's, in turns, so that a slow machine slows both.
 *
 * @param rounds the number of turns of each realm, after one that does not count
 */
record Comparison(Sides sides, int rounds) {

    record Result(Rate standard, Rate tenant) {

        /** How many times as fast as the standard realm the tenant's realm is, by throughput. */
        double ratio() {
            return tenant.perSecond() / standard.perSecond();
        }
    }

    /** @param request one, by its number, to one of the realms */
    Result run(Load load, BiConsumer<TestRealm, Integer> request) {
        return run(load, realm -> { }, request);
    }

    /** @param before what is done before each turn and does not count */
    Result run(Load load, Consumer<TestRealm> before, BiConsumer<TestRealm, Integer> request) {
        Rate standardRate = Rate.NONE;
        Rate tenantRate = Rate.NONE;
        for (int round = 0; round <= rounds; round++) {
            Rate ofStandard = turn(sides.standard(), load, before, request);
            Rate ofTenant = turn(sides.tenant(), load, before, request);
            if (round > 0) {
                standardRate = standardRate.plus(ofStandard);
                tenantRate = tenantRate.plus(ofTenant);
            }
        }
        return new Result(standardRate, tenantRate);
    }

    private static Rate turn(
            TestRealm realm, Load load, Consumer<TestRealm> before, BiConsumer<TestRealm, Integer> request) {
        before.accept(realm);
        return load.run(number -> request.accept(realm, number));
    }
}
