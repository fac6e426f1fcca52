package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.TestRealm;

/** The steps of a realm's login page, of which a new realm has several that are turned off. */
final class BrowserFlow {

    private static final String EXECUTIONS = "/authentication/flows/browser/executions";

    private BrowserFlow() {}

    /** Turns a step on, as one of several that the user has the choice of. */
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
