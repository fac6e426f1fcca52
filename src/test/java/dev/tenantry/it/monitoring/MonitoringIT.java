package dev.tenantry.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.Prometheus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Prometheus scrapes a working server, and then the same server during an outage of the tenants' database. */
@TestMethodOrder(OrderAnnotation.class)
final class MonitoringIT {

    private static final String PASSWORD = "lovelace-1815";
    /**
     * A range within the outage, in which each refused sign-in takes two seconds. The range in the rule also covers the
     * time before the outage.
     */
    private static final String SHORT = "[20s]";
    private static final int FAILED_SIGN_INS = 6;

    private static KeycloakUnderTest keycloak;
    private static Prometheus prometheus;
    private static Dashboard dashboard;
    private static TestTenant acme;
    private static TestTenant globex;

    @BeforeAll
    static void start() throws IOException {
        dashboard = Dashboard.read();
        keycloak = KeycloakUnderTest.another("watched");
        prometheus = Prometheus.scraping(keycloak.server());
        TestTenants tenants = new TestTenants(keycloak);
        acme = tenants.provision("ada", PASSWORD);
        globex = tenants.provision("ada", PASSWORD);
        prometheus.awaitTwoScrapes();
        for (TestTenant tenant : List.of(acme, globex)) {
            tenant.signIn("ada", PASSWORD).requiring(200);
            tenant.signInByForm("ada", PASSWORD);
            tenant.signIn("ada", "wrong").requiring(400);
            tenant.put("/users/" + tenant.firstUserId(), Map.of("firstName", "Augusta")).requiring(204);
        }
        globex.apply("suspend").requiring(200);
        globex.apply("resume").requiring(200);
        ready();
        prometheus.awaitTwoScrapes();
    }

    @AfterAll
    static void stop() {
        Stream.of(prometheus, keycloak == null ? null : keycloak.server())
                .filter(started -> started != null)
                .forEach(MonitoringIT::close);
    }

    @Test
    @Order(1)
    void noPanelOfTheDashboardIsEmpty() {
        assertThat(dashboard.queries()).hasSizeGreaterThan(40).allSatisfy(query ->
                assertThat(values(query.promQl())).as(query.panel()).isNotEmpty().doesNotContainNull());
        assertThat(dashboard.queries().stream().filter(query -> !query.promQl().contains("histogram_quantile")))
                .allSatisfy(query -> assertThat(values(query.promQl())).as(query.panel()).doesNotContain(Double.NaN));
    }

    @Test
    @Order(2)
    void theDashboardsVariablesHaveValues() {
        assertThat(dashboard.dataSources()).containsExactly("${datasource}");
        List<JsonNode> queried = dashboard.variables().stream().filter(variable -> variable.has("definition")).toList();

        assertThat(queried).hasSize(2).allSatisfy(variable -> {
            List<String> call = dashboard.labelAndSelector(variable);
            assertThat(prometheus.labelValues(call.get(0), call.get(1))).hasSize(1);
        });
    }

    @Test
    @Order(3)
    void everyAlertRuleIsEvaluatedAndNoneIsActiveOnAWorkingServer() throws IOException {
        // After a scrape that failed on a busy machine, an alert is pending until the next scrape.
        Eventually.sees("no alert is active", MonitoringIT::activeAlerts, Set::isEmpty);
        List<JsonNode> rules = prometheus.rules();

        assertThat(rules).extracting(rule -> rule.get("name").asText())
                .containsExactlyInAnyOrderElementsOf(AlertRule.all().stream().map(AlertRule::name).toList());
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok");
            assertThat(rule.get("state").asText()).as(rule.toString()).isEqualTo("inactive");
        });
    }

    @Test
    @Order(4)
    void anOutageOfTheDatabaseActivatesItsAlerts() throws IOException {
        TenantsRole role = TenantsRole.of(keycloak.database());
        role.shutOut();
        for (int i = 0; i < FAILED_SIGN_INS; i++) {
            acme.signIn("nobody", PASSWORD).requiring(503);
            globex.signIn("nobody", PASSWORD).requiring(503);
            assertThat(ready()).isEqualTo(503);
        }
        prometheus.awaitTwoScrapes();

        assertThat(activeAlerts()).contains("KeycloakNotReady", "KeycloakServerErrors", "TenantCallsFail");
        assertThat(values(expression("TenantStoreUnavailable").replaceAll("\\[\\w+]", SHORT))).isNotEmpty();
        role.letIn();
    }

    @Test
    @Order(5)
    void everySelectorOfRulesAndDashboardMatchesASeriesOfTheServer() throws IOException {
        Set<String> selectors = Stream.concat(
                        AlertRule.all().stream().map(AlertRule::expression),
                        dashboard.queries().stream().map(Dashboard.Query::promQl))
                .flatMap(promQl -> Selectors.in(promQl).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(selectors).hasSizeGreaterThan(40).contains("up{job=\"keycloak\"}", "tenantry_pool_waiting");
        assertThat(selectors.stream().filter(selector -> prometheus.query(selector).isEmpty())).isEmpty();
    }

    private static List<Double> values(String promQl) {
        return prometheus.query(promQl).stream()
                .map(series -> series.at("/value/1").asText())
                .map(value -> value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value))
                .map(Double::valueOf)
                .toList();
    }

    private static Set<String> activeAlerts() {
        return prometheus.rules().stream()
                .filter(rule -> !rule.get("state").asText().equals("inactive"))
                .map(rule -> rule.get("name").asText())
                .collect(Collectors.toSet());
    }

    private static String expression(String alert) throws IOException {
        return AlertRule.all().stream().filter(rule -> rule.name().equals(alert)).findFirst().orElseThrow()
                .expression();
    }

    private static int ready() {
        return Http.at(keycloak.server().managementUrl()).get("/health/ready").status();
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception failure) {
            throw new IllegalStateException("Could not close " + started, failure);
        }
    }
}
