package dev.tenantry.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.support.process.Program;
import dev.tenantry.support.process.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests the alert rules without a server. The system property {@code tenantry.promtool} can name a promtool other than
 * the installed one.
 */
@Tag("programs")
final class AlertRulesTest {

    private static final Path RUNBOOK = Path.of("docs", "operate", "runbook.md");

    @Test
    void theRulesPassTheirUnitTests() {
        assertThat(promtool("test", "rules", "rules.test.yml")).contains("SUCCESS");
    }

    @Test
    void theConfigurationIsValid() {
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void eachRuleHasATestInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        JsonNode file = new YAMLMapper().readTree(Prometheus.EXAMPLE.resolve("rules.test.yml").toFile());
        Map<Boolean, Set<String>> tested = AlertRule.stream(file.get("tests"))
                .flatMap(test -> AlertRule.stream(test.get("alert_rule_test")))
                .collect(Collectors.partitioningBy(test -> !test.path("exp_alerts").isEmpty(),
                        Collectors.mapping(test -> test.get("alertname").asText(), Collectors.toSet())));
        List<String> rules = AlertRule.all().stream().map(AlertRule::name).toList();

        assertThat(tested.get(true)).as("rules that fire in a test").containsExactlyInAnyOrderElementsOf(rules);
        assertThat(tested.get(false)).as("rules that do not fire in a test").containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void eachRuleSaysWhatToDoAndNamesASectionOfTheRunbook() throws IOException {
        List<String> sections = Files.readString(RUNBOOK).lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> RUNBOOK + "#" + anchor(line.substring(3)))
                .toList();

        assertThat(AlertRule.all()).allSatisfy(rule -> {
            assertThat(rule.annotation("summary")).as(rule.name()).endsWith(".");
            assertThat(rule.annotation("action")).as(rule.name()).endsWith(".");
            assertThat(rule.annotation("runbook_url")).as(rule.name()).isIn(sections);
            assertThat(rule.labels().path("severity").asText()).as(rule.name()).isIn("critical", "warning");
        });
    }

    @Test
    void theDocumentationNamesEachRuleWithItsSeverity() throws IOException {
        String page = Files.readString(Path.of("docs", "operate", "monitoring.md"));

        assertThat(AlertRule.all()).allSatisfy(rule -> assertThat(page)
                .contains("| `" + rule.name() + "` | " + rule.labels().get("severity").asText() + " |"));
    }

    /** The anchor that GitHub gives a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String promtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("tenantry.promtool", "promtool")));
        command.addAll(List.of(arguments));
        try {
            return Program.of(Prometheus.EXAMPLE, command).output();
        } catch (Program.AbsentException absent) {
            throw new IllegalStateException(
                    "This test needs promtool (on Debian: apt-get install prometheus)", absent);
        }
    }
}
