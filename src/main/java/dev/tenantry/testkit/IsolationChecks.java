package dev.tenantry.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Checks that two tenants of a server are isolated. Call it in a method with {@code @TestFactory}. A check sends data
 * of one tenant, such as a token, to both tenants. The tenant that owns the data must accept it, which proves that the
 * data is valid. The other tenant must refuse the data.
 */
public final class IsolationChecks {

    private IsolationChecks() {}

    /** Sends data of tenant {@code from} in a request to tenant {@code at}. */
    @FunctionalInterface
    private interface Attempt {

        Outcome of(TestTenant from, TestTenant at);
    }

    /** Returns all checks. The checks change only data of these two tenants. */
    public static Stream<DynamicTest> between(TestTenant one, TestTenant other) {
        return Stream.of(
                pair("A user's password is refused by the other tenant", Attempts::password, one, other),
                pair("A client's secret is refused by the other tenant", Attempts::clientSecret, one, other),
                pair("A code of a login is not exchanged by the other tenant", Attempts::code, one, other),
                pair("A refresh token is refused by the other tenant", Attempts::refreshToken, one, other),
                pair("A browser that is signed in to one tenant is not signed in to the other",
                        Attempts::session, one, other),
                pair("An access token tells nothing at the other tenant's userinfo", Attempts::userinfo, one, other),
                pair("An access token opens no account of the other tenant", Attempts::account, one, other),
                pair("An access token is not active to the other tenant's client",
                        Attempts::introspection, one, other),
                pair("Each tenant has an issuer of its own", Attempts::issuer, one, other),
                pair("Each tenant has signing keys of its own", Attempts::signingKeys, one, other),
                pair("A user's id names nobody in the other tenant", Attempts::userById, one, other),
                pair("A user's e-mail is not found in the other tenant", Attempts::userByEmail, one, other),
                pair("An administrator does not list the other tenant's users", Attempts::listUsers, one, other),
                pair("An administrator does not change a user of the other tenant",
                        Attempts::changeUser, one, other),
                pair("An administrator does not see the other realm", Attempts::listRealms, one, other),
                pair("An administrator does not change the other realm", Attempts::changeRealm, one, other),
                dynamicTest("The tenants' API is not for a tenant's administrator", () -> {
                    isForThePlatform(one);
                    isForThePlatform(other);
                }),
                dynamicTest("What binds a realm to its schema is out of its administrator's sight", () -> {
                    isOutOfSight(one);
                    isOutOfSight(other);
                }));
    }

    private static DynamicTest pair(String sentence, Attempt attempt, TestTenant one, TestTenant other) {
        return dynamicTest(sentence, () -> {
            crosses(attempt, one, other);
            crosses(attempt, other, one);
        });
    }

    private static void crosses(Attempt attempt, TestTenant from, TestTenant at) {
        String what = "what " + from.name() + " has, at ";
        only(what + from.name(), () -> attempt.of(from, from), what + at.name(), () -> attempt.of(from, at));
    }

    private static void isForThePlatform(TestTenant tenant) {
        only("the API to the platform", () -> Attempts.tenantsApiByPlatform(tenant),
                "the API to the administrator of " + tenant.name(), () -> Attempts.tenantsApiByAdministrator(tenant));
    }

    private static void isOutOfSight(TestTenant tenant) {
        only("another component of " + tenant.name(), () -> Attempts.anyComponent(tenant),
                "the component that binds " + tenant.name(), () -> Attempts.bindingComponent(tenant));
    }

    private static void only(
            String allowed, Supplier<Outcome> allowedAttempt, String forbidden, Supplier<Outcome> forbiddenAttempt) {
        Outcome control = allowedAttempt.get();
        if (!control.accepted()) {
            fail("The check proves nothing, because this was refused too: " + allowed + " (" + control.status() + ")");
        }
        Outcome outcome = forbiddenAttempt.get();
        if (outcome.accepted()) {
            fail("It was accepted: " + forbidden + " (" + outcome.status() + ")");
        }
        if (!outcome.refused()) {
            fail("It failed, which is not a refusal: " + forbidden + " (" + outcome.status() + ")");
        }
    }
}
