package dev.tenantry.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.TwoNodes;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.postgres.TestDatabase;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills Keycloak ({@code kill -9}) and restarts PostgreSQL at random times under load. Afterwards all acknowledged
 * changes exist, no change is incomplete, and nothing is left over. {@code -Dtenantry.faults.kills=200
 * -Dtenantry.faults.restarts=50} takes an hour. The test writes its results to {@code target/faults.md}.
 */
@Tag("long")
final class FaultsIT {

    private static final int KILLS = Integer.getInteger("tenantry.faults.kills", 4);
    private static final int RESTARTS = Integer.getInteger("tenantry.faults.restarts", 2);
    private static final long SEED = Long.getLong("tenantry.faults.seed", System.nanoTime());
    private static final int POOL = 20;
    private static final List<String> TENANTS = List.of("acme", "globex");
    private static final int CROWDS_OF_EACH = 2;
    private static final int OPERATORS = 2;

    @AutoClose
    private final Postgres postgres = Postgres.startWith(Map.of(
            // Each acknowledged commit has been written to the operating system: a killed process loses none.
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_prepared_transactions", "10")); // with 0, none could be left over

    private final TestDatabase database = postgres.createDatabase("faults");

    private final TenantsRole role = TenantsRole.create(database);

    @AutoClose
    private final TwoNodes nodes = TwoNodes.of("faults", database, this::settings);

    private final Platform platform = new Platform(nodes);
    private final Journal journal = new Journal();
    private final Watch watch = new Watch(database);

    private KeycloakSettings settings(KeycloakSettings settings) {
        return role.settings(TwoNodes.clustered(settings))
                .withOption("db-pool-max-size", Integer.toString(POOL))
                .withOption("spi-tenants--default--db-pool-max-size", Integer.toString(POOL))
                .withOption("spi-tenants--default--reconcile-interval", "2")
                .withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64");
    }

    @Test
    void killsLoseNothingAcknowledgedAndLeaveNothingIncompleteOrBehind() throws Exception {
        System.out.println("faults: " + KILLS + " kills, " + RESTARTS + " restarts, -Dtenantry.faults.seed=" + SEED);
        nodes.start();
        AftermathInDatabase inDatabase = new AftermathInDatabase(platform, database, nodes, POOL);
        TENANTS.forEach(this::provision);
        List<People> people = people();
        List<Operator> operators = operators();
        FaultInjector faults = new FaultInjector(postgres, nodes, platform, new Random(SEED));

        Load load = new Load(journal);
        load.begin(Stream.of(people, operators, List.of(watch)).flatMap(List::stream).toList());
        try {
            faults.inject(KILLS, RESTARTS);
        } finally {
            load.end();
        }

        List<Check> checks = new ArrayList<>();
        checks.add(inDatabase.findings());
        checks.addAll(new AftermathOfPeople(platform, people.stream().flatMap(p -> p.members().stream()).toList())
                .checks());
        checks.addAll(new AftermathOfTenants(platform, database,
                operators.stream().flatMap(o -> o.tenancies().stream()).toList()).checks());
        checks.addAll(inDatabase.checks());
        report(faults, checks);
        assertAll(faults, checks);
    }

    private void assertAll(FaultInjector faults, List<Check> checks) {
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(faults.kills()).as("kills").isEqualTo(KILLS);
        softly.assertThat(faults.restarts()).as("restarts").isEqualTo(RESTARTS);
        for (Kind kind : List.of(Kind.SIGN_UP_BY_FORM, Kind.SIGN_UP_BY_ADMIN, Kind.LOGIN, Kind.UPDATE, Kind.PASSWORD,
                Kind.PROVISION)) {
            softly.assertThat(journal.count(kind, Ending.ACKNOWLEDGED)).as("acknowledged: " + kind).isPositive();
        }
        softly.assertThat(journal.count(Ending.IN_DOUBT)).as("requests in doubt, hit by a fault").isPositive();
        softly.assertThat(journal.wrongAnswers()).as("wrong answers").isEmpty();
        softly.assertThat(watch.mostOfExtension()).as("sessions at the same time").isLessThanOrEqualTo(2 * POOL);
        checks.forEach(check -> softly.assertThat(check.problems()).as(check.what()).isEmpty());
        softly.assertAll();
    }

    private void provision(String name) {
        accepted(platform.asAdmin(admin -> admin.post(
                TestTenants.PATH, TestTenants.request(name, Tenancy.FIRST_USER, Tenancy.PASSWORD))));
        accepted(platform.asAdmin(admin -> admin.put("/" + name, Map.of(
                "bruteForceProtected", false, // else a login with several possible passwords locks the user out
                "registrationAllowed", true))));
        Answer profile = accepted(platform.asAdmin(admin -> admin.get("/" + name + "/users/profile")));
        accepted(platform.asAdmin(admin -> admin.put("/" + name + "/users/profile", Map.of(
                "unmanagedAttributePolicy", "ADMIN_EDIT",
                "attributes", profile.json().get("attributes"),
                "groups", profile.json().get("groups")))));
        accepted(platform.asAdmin(admin -> admin.post("/" + name + "/clients", Map.of(
                "clientId", TestRealm.APPLICATION,
                "publicClient", true,
                "directAccessGrantsEnabled", true,
                "redirectUris", List.of(TestRealm.REDIRECT_URI)))));
    }

    private static Answer accepted(Reply reply) {
        assertThat(reply.isDone()).as(reply.text()).isTrue();
        return reply.answer();
    }

    /** Users in both tenants, with the same user names in both. */
    private List<People> people() {
        List<People> people = new ArrayList<>();
        for (String tenant : TENANTS) {
            for (int i = 0; i < CROWDS_OF_EACH; i++) {
                people.add(new People(platform, journal, tenant, "u" + i + "x", new Random(SEED + people.size())));
            }
        }
        return people;
    }

    private List<Operator> operators() {
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < OPERATORS; i++) {
            operators.add(new Operator(platform, journal, "t" + i + "x", new Random(SEED - 1 - i)));
        }
        return operators;
    }

    private void report(FaultInjector faults, List<Check> checks) throws Exception {
        String load = TENANTS.size() * CROWDS_OF_EACH + " threads of users and " + OPERATORS + " of operators";
        String text = new Report(SEED, faults, journal, watch, load, checks).text();
        Files.writeString(Distribution.home().resolveSibling("faults.md"), text);
        System.out.println(text);
    }
}
