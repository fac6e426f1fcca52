package dev.tenantry.bench;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import dev.tenantry.support.process.Eventually;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls of Keycloak's own admin API by realm master's {@code admin}. Each call is made twice, since the first call may
 * have to fill Keycloak's realm cache; a cell of the table is "first / second". Before each call the admin signs in
 * again, which is not part of the call's time. A call that has timed out is not made again.
 */
final class MasterAdmin {

    /** The number of busy workers in a server that only answers the request for its meters. */
    private static final int IDLE = 1;

    private final KeycloakUnderTest keycloak;
    private final Set<String> timedOut = new HashSet<>();

    MasterAdmin(KeycloakUnderTest keycloak) {
        this.keycloak = keycloak;
    }

    String signIn() {
        return twice("sign-in", this::grant);
    }

    /** Lists all realms, briefly. */
    String realms() {
        return twice("realms", () -> call(http -> http.get("?briefRepresentation=true"), 200));
    }

    String realm(String name) {
        return twice("realm", () -> call(http -> http.get("/" + name), 200));
    }

    String users(String realm) {
        return twice("users", () -> call(http -> http.get("/" + realm + "/users?max=20"), 200));
    }

    /** Creates two empty realms. */
    String create() {
        return twice("create", () -> create(Operator.newNames(1).get(0)));
    }

    /** @return how the creation of an empty realm of this name went */
    Attempt create(String realm) {
        return call(http -> http.post("", Map.of("realm", realm, "enabled", true)), 201);
    }

    /** Empties Keycloak's caches of realms and users, for all realms. */
    void emptyCaches() {
        settled(call(http -> http.post("/master/clear-realm-cache", null), 204));
        settled(call(http -> http.post("/master/clear-user-cache", null), 204));
    }

    private String twice(String call, Supplier<Attempt> attempt) {
        return once(call, attempt) + " / " + once(call, attempt);
    }

    private String once(String call, Supplier<Attempt> attempt) {
        if (timedOut.contains(call)) {
            return "–";
        }
        Attempt made = settled(attempt.get());
        if (made.hasTimedOut()) {
            timedOut.add(call);
        }
        return made.outcome();
    }

    private Attempt call(Function<Http, Answer> request, int expectedStatus) {
        Attempt signedIn = settled(grant());
        if (!signedIn.isExpected()) {
            return new Attempt(null, "no sign-in", false, false);
        }
        String token = signedIn.answerOrNull().json().get("access_token").asText();
        Http http = Http.at(keycloak.server().url() + "/admin/realms").bearer(token);
        return Attempt.at(() -> request.apply(http), expectedStatus);
    }

    private Attempt grant() {
        Realm master = new Realm(keycloak.server().url(), "master");
        return Attempt.at(() -> master.passwordGrant(
                "admin-cli", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD), 200);
    }

    /**
     * Ends a request that has timed out, so that the request does not slow the next call. The request fails because its
     * transaction in the database is terminated.
     */
    private Attempt settled(Attempt attempt) {
        if (attempt.hasTimedOut()) {
            keycloak.database().rows("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and now() - xact_start > interval '30 seconds'");
            Eventually.holds("the server is idle again",
                    () -> Meters.of(keycloak.server()).sum("worker_pool_active") <= IDLE);
        }
        return attempt;
    }
}
