package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import dev.tenantry.support.process.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One plan has 500 tenants, and the network between the command line and the server fails again and again: answers time
 * out, and connections end before the answer. {@code -Dtenantry.tenants=50} sets the number of tenants to 50.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManyTenantsAsCodeIT {

    private static final int TENANTS = Integer.getInteger("tenantry.tenants", 500);
    private static final Duration LIMIT = Duration.ofMinutes(25);
    private static final int CHANGES = 3;
    private static final int SECONDS_OF_SILENCE = 7;
    private static final int SECONDS_BETWEEN = 40;
    private static final int LOST_OF = 40;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.another("as-code");
    private final AdminApi admin = keycloak.admin();
    private final AtomicInteger silences = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        keycloak.server().stop();
    }

    @Test
    void eachTenantOfALongPlanIsProvisionedOnceAndTheSecondRunDoesNothing() throws IOException {
        Files.writeString(folder.resolve("tenants.yaml"), IntStream.range(0, TENANTS)
                .mapToObj("- {name: t%04d, displayName: Tenant, user: {username: ada}}\n"::formatted)
                .collect(Collectors.joining("", "tenants:\n", "")));

        Program.Result plan = timed("plan of new tenants", keycloak.server().url(), "plan");
        assertThat(plan.exitCode()).as(plan.errors()).isEqualTo(CHANGES);
        Program.Result applied = applyThroughABadNetwork();

        long repeated = applied.errors().lines().filter(line -> line.endsWith("; once more")).count();
        long timeouts = applied.errors().lines().filter(line -> line.contains("has not answered in time")).count();
        say("silences of the network: " + silences + ", answers 201 that were lost: " + (answers.get() + LOST_OF - 1) / LOST_OF
                + ", repeated requests: " + repeated + ", of these after a time-out: " + timeouts);
        assertThat(applied.exitCode()).as(applied.errors()).isZero();
        assertThat(timeouts).isPositive();
        assertThat(repeated).isGreaterThan(timeouts);
        assertThat(admin.get(TestTenants.PATH + "/count").body()).isEqualTo(String.valueOf(TENANTS));
        assertThat(admin.get(TestTenants.PATH + "/count?state=ACTIVE").body()).isEqualTo(String.valueOf(TENANTS));
        assertThat(keycloak.database().<Long>value("select count(*) from pg_namespace where nspname like 'tenant\\_%'"))
                .isEqualTo(TENANTS);
        assertThat(admin.get("?briefRepresentation=true").json()).hasSize(TENANTS + 1);

        Program.Result again = timed("apply again", keycloak.server().url(), "apply");
        assertThat(again.exitCode()).isZero();
        assertThat(again.output()).endsWith("Tenants: " + TENANTS + " unchanged\n");

        archivesWhatTheFileNoLongerLists();
    }

    private void archivesWhatTheFileNoLongerLists() throws IOException {
        Files.writeString(folder.resolve("tenants.yaml"), IntStream.range(3, TENANTS)
                .mapToObj("- {name: t%04d}\n"::formatted)
                .collect(Collectors.joining("", "tenants:\n", "")));
        Program.Result drift = timed("plan with drift", keycloak.server().url(), "plan");
        assertThat(drift.exitCode()).isZero();
        assertThat(drift.output()).endsWith("Tenants: " + (TENANTS - 3) + " unchanged, 3 unlisted\n");
        assertThat(timed("apply --prune", keycloak.server().url(), "apply", "--prune").exitCode()).isZero();
        assertThat(admin.get(TestTenants.PATH + "/count?state=ARCHIVED").body()).isEqualTo("3");
    }

    private Program.Result applyThroughABadNetwork() {
        AtomicReference<TcpForwarder> network = new AtomicReference<>();
        try (TcpForwarder forwarder = TcpForwarder.to(URI.create(keycloak.server().url()).getPort(), () -> (bytes, length) -> {
            boolean isNew = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 201");
            if (isNew && answers.getAndIncrement() % LOST_OF == 0) {
                network.get().cut();
            }
        })) {
            network.set(forwarder);
            Thread faults = new Thread(() -> silence(forwarder), "silences");
            faults.start();
            try {
                return timed("apply", "http://localhost:" + forwarder.port(), "apply", "--timeout", "5");
            } finally {
                faults.interrupt();
            }
        }
    }

    private void silence(TcpForwarder network) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
                silences.incrementAndGet();
                network.swallow();
                TimeUnit.SECONDS.sleep(SECONDS_OF_SILENCE);
                network.mend();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Program.Result timed(String what, String server, String command, String... more) {
        long begin = System.nanoTime();
        String[] words = new String[more.length + 3];
        words[0] = command;
        words[1] = "-f";
        words[2] = "tenants.yaml";
        System.arraycopy(more, 0, words, 3, more.length);
        Program.Result result = OperatorsShell.of(folder).program(words).withEnvironment("KEYCLOAK_URL", server).run(LIMIT);
        say("%s, %d tenants: %.1f s".formatted(what, TENANTS, (System.nanoTime() - begin) / 1e9));
        return result;
    }

    private static void say(String figures) {
        System.out.println("tenants as code: " + figures);
    }
}
