package dev.tenantry.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.web.rest.TenantsResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tenantry's endpoints answer nonsense with a 4xx status and a message, or with a 2xx status, never with a 500. */
final class OurEndpointsFuzzIT {

    private static final int BY_CHANCE = 300;

    private final List<Endpoint> endpoints = Endpoints.ofTenants().list();
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void noEndpointIsMissed() {
        Set<Class<?>> ours = new ClassFileImporter().importPackagesOf(TenantsResource.class).stream()
                .map(JavaClass::reflect)
                .filter(Endpoints::hasSome)
                .collect(Collectors.toSet());

        assertThat(Endpoints.ofTenants().classes()).isEqualTo(ours);
        assertThat(endpoints).hasSizeGreaterThan(25);
    }

    @Test
    void nonsenseIsRefusedWithAMessageAndBreaksNothing() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
        TestTenants tenants = new TestTenants(keycloak);
        TestTenant acme = tenants.provision("ada", "acme-secret-1");
        TestTenant globex = tenants.provision("ada", "globex-secret-2");
        TestTenant victim = tenants.provision("ada", "victim-secret-3");
        int logged = keycloak.server().log().length();
        JsonNode findings = keycloak.admin().get(TestTenants.PATH + "/findings").json(); // left by other tests
        long begin = System.nanoTime();

        Chance chance = Chance.printed();
        Map<Endpoint, Object> bodies = new HashMap<>();
        endpoints.forEach(endpoint -> bodies.put(endpoint, OurBodies.of(endpoint, victim)));
        List<Shot> shots = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            shots.addAll(new OurShots(endpoint, Map.of("name", victim.name(), "id", "no-such-id",
                    "user", "no-such-user"),
                    bodies.get(endpoint), OurBodies.texts(endpoint)).all());
        }
        byte[] bundle = keycloak.admin().getBytes(TestTenants.PATH + "/" + acme.name() + "/bundle").body();
        shots.addAll(new BundleShots(bundle).all(chance.random()));
        shots.addAll(new UserLineShots(victim.name()).all());
        shots.addAll(chance.shots(endpoints, BY_CHANCE, victim.name(), bodies));
        List<Shot> sent = chance.some(shots);
        sent.forEach(shot -> shoot(keycloak, globex, shot));

        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        System.out.println(sent.size() + " of " + shots.size() + " requests in " + seconds + " s: " + statuses);
        assertThat(problems)
                .withFailMessage(() -> problems.size() + " problems:\n" + String.join("\n", problems))
                .isEmpty();
        assertThat(victim.count("users", "username <> 'ada'")).isZero();
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/findings").json()).isEqualTo(findings);
        assertThat(keycloak.server().log().substring(logged).lines())
                .noneMatch(line -> line.contains("Uncaught server error") || line.startsWith(Nonsense.FORGED));
    }

    private void shoot(KeycloakUnderTest keycloak, TestTenant bystander, Shot shot) {
        byte[] body = OurBodies.fresh(shot.body());
        Answer answer = keycloak.admin().raw(shot.method(), TestTenants.PATH + shot.path(), shot.headers(), body);
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() == 201) {
            TestTenants.drop(keycloak.admin(), answer.createdId());
        }
        if (answer.status() == 404 && shot.path().split("\\?")[0].endsWith("/")) {
            return; // an empty last segment: the path of another endpoint, or of none
        }
        if (ResponseRules.isServerError(answer) && shot.label().contains(OurShots.OTHER_TYPE)) {
            Answer theirs = keycloak.admin().raw("POST", "/" + bystander.name() + "/users", shot.headers(), body);
            if (ResponseRules.isServerError(theirs)) {
                System.out.println("Keycloak's own endpoints answer " + theirs.status() + " too: " + shot.label());
                return;
            }
        }
        ResponseRules.problem(answer).ifPresent(problem ->
                problems.add(shot.label() + ": " + problem + "\n      " + ResponseRules.cut(answer)));
    }
}
