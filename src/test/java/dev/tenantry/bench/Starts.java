package dev.tenantry.bench;

import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Seconds from the start of a server to its readiness, for a server with the extension and for stock Keycloak on the
 * same database, in turns.
 */
record Starts(List<Double> own, List<Double> ofStock) {

    /**
     * Stops the server with the extension, measures, and starts it again.
     *
     * @param stock stock Keycloak, which must not run; it does not run afterwards either
     */
    static Starts measure(KeycloakUnderTest keycloak, KeycloakServer stock, int times) {
        List<Double> own = new ArrayList<>();
        List<Double> ofStock = new ArrayList<>();
        keycloak.server().stop();
        for (int i = 0; i < times; i++) {
            own.add(seconds(keycloak.server()));
            ofStock.add(seconds(stock));
        }
        keycloak.server().start();
        return new Starts(own, ofStock);
    }

    double medianOwn() {
        return median(own);
    }

    double medianStock() {
        return median(ofStock);
    }

    double fastestOwn() {
        return Collections.min(own);
    }

    double fastestStock() {
        return Collections.min(ofStock);
    }

    private static double seconds(Server server) {
        long begun = System.nanoTime();
        server.start();
        double seconds = (System.nanoTime() - begun) / 1e9;
        server.stop();
        return seconds;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
