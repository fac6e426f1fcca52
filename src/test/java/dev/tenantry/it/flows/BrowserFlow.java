package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.TestRealm;

/** The steps of a realm's login in a browser. Several of these steps are disabled in a new realm. */
final class BrowserFlow {

    private static final String EXECUTIONS = "/authentication/flows/browser/executions";

    private BrowserFlow() {}

    /** Enables a step as an alternative to the other steps. */
    static void accept(TestRealm realm, String step) {
        for (JsonNode execution : realm.get(EXECUTIONS).json()) {
            if (execution.path("providerId").asText().equals(step)) {
                ObjectNode alternative = ((ObjectNode) execution).put("requirement", "ALTERNATIVE");
                assertThat(realm.put(EXECUTIONS, alternative).status()).isEqualTo(204);
                return;
            }
        }
        throw new AssertionError("The login has no step " + step);
    }
}
