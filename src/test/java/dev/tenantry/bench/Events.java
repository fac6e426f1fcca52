package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Logins of realms that save their events, and lists of a million events. */
final class Events implements Benchmark {

    private static final int USERS = 200;
    private static final int[] CLIENTS = {1, 8, 64};
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 4;

    /** Ten events contain one failed login. The events have a hundred users, and a day has 10,000 events. */
    private static final String VALUES = """
            select 'e' || n, case n %% 10 when 0 then 'LOGIN_ERROR' else 'LOGIN' end, 'user' || n %% 100, 'shop',
              '192.0.2.' || n %% 250, 1700000000000 + n * 8640::bigint, '{"username": "user"}'
            from generate_series(1, %d) n""";

    private final int events = Integer.getInteger("tenantry.bench.events", 1_000_000);

    @Override
    public String run(BenchEnvironment environment) {
        Sides sides = People.realms(environment.keycloak());
        sides.forEach(realm -> People.settle(realm, "cheap", USERS, "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
        Table logins = new Table("events", "clients", "standard, logins/s", "tenant, logins/s", "ratio",
                "standard, median ms", "tenant, median ms");
        for (boolean saved : new boolean[] {false, true}) {
            sides.forEach(realm -> realm.put("/events/config", Map.of("eventsEnabled", saved)).requiring(204));
            for (int clients : CLIENTS) {
                Comparison.Result result = new Comparison(sides, ROUNDS).run(new Load(clients, TURN), (realm, number) ->
                        realm.signIn("cheap" + (1 + number % USERS), People.PASSWORD).requiring(200));
                logins.row(saved ? "saved" : "not saved", clients, result.standard().perSecond(),
                        result.tenant().perSecond(), Table.times(result.ratio()), result.standard().median(),
                        result.tenant().median());
                environment.progress("logins, events %s, %d clients: %s as fast as standard".formatted(
                        saved ? "saved" : "not saved", clients, Table.times(result.ratio())));
            }
        }
        return logins + "\n" + lists(sides, environment);
    }

    private Table lists(Sides sides, BenchEnvironment environment) {
        environment.progress("writing %,d events of each realm …".formatted(events));
        sides.forEach(this::write);
        return new Reads(sides, environment).table("of %,d events".formatted(events), queries());
    }

    private void write(TestRealm realm) {
        String values = VALUES.formatted(events);
        if (realm instanceof TestTenant tenant) {
            String table = '"' + tenant.schema() + "\".event";
            realm.keycloak().database().execute("insert into " + table
                    + " (kind, id, type, user_id, client_id, ip_address, time, details)"
                    + " select 'login', id, type, user_id, client_id, ip, time, details::jsonb from (" + values
                    + ") e (id, type, user_id, client_id, ip, time, details)");
            realm.keycloak().database().execute("vacuum analyze " + table);
        } else {
            realm.keycloak().database().execute("""
                    insert into event_entity (id, type, user_id, client_id, ip_address, event_time, details_json, realm_id)
                    select e.*, '%s' from (%s) e""".formatted(realm.id(), values));
            realm.keycloak().database().execute("vacuum analyze event_entity");
        }
    }

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("the newest", "/events?max=100");
        queries.put("a deep page", "/events?max=100&first=100000");
        queries.put("one type", "/events?max=100&type=LOGIN_ERROR");
        queries.put("one user", "/events?max=100&user=user42");
        queries.put("one day", "/events?max=100&dateFrom=2023-12-01&dateTo=2023-12-01");
        queries.put("an address that has none", "/events?max=100&ipAddress=198.51.100.1");
        return queries;
    }
}
