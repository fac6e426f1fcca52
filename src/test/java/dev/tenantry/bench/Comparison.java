package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs the same work in a standard realm and in a tenant's realm, in turns, so that a slow machine slows both.
 *
 * @param rounds the number of turns of each realm, after a first turn that is not counted
 */
record Comparison(Sides sides, int rounds) {

    record Result(Rate standard, Rate tenant) {

        /** The throughput of the tenant's realm divided by that of the standard realm. */
        double ratio() {
            return tenant.perSecond() / standard.perSecond();
        }
    }

    /** @param request sends the request of the given number to the given realm */
    Result run(Load load, BiConsumer<TestRealm, Integer> request) {
        return run(load, realm -> { }, request);
    }

    /** @param before runs before each turn and is not measured */
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
