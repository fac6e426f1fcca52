package dev.tenantry.it.faults;

import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.TwoNodes;
import dev.tenantry.support.postgres.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills the two nodes in turns: a node is killed a random time after the other node is ready again. In some rounds it
 * also stops or kills PostgreSQL at a random time, and starts PostgreSQL a moment later.
 */
final class FaultInjector {

    private static final int PAUSE_MILLIS = 2000;
    /** About the time in which a node starts, so that an outage of PostgreSQL can hit any phase of the start. */
    private static final int ROUND_MILLIS = 14_000;
    private static final int OUTAGE_MILLIS = 2000;
    private static final int STARTS = 10;

    private final Postgres postgres;
    private final List<KeycloakServer> nodes;
    private final Platform platform;
    private final Random random;
    private final long begin = System.nanoTime();
    private int kills;
    private int restarts;
    private int restartsByKill;
    private int startsThatFailed;
    private int progress;

    FaultInjector(Postgres postgres, TwoNodes nodes, Platform platform, Random random) {
        this.postgres = postgres;
        this.platform = platform;
        this.nodes = List.of(nodes.first(), nodes.second());
        this.random = random;
    }

    /** Injects the faults. Returns when both nodes and the database run again. */
    void inject(int killsWanted, int restartsWanted) throws InterruptedException {
        while (kills < killsWanted) {
            int roundsLeft = killsWanted - kills;
            boolean alsoDatabase = random.nextInt(roundsLeft) < restartsWanted - restarts;
            CompletableFuture<Void> restart = alsoDatabase
                    ? restartLater(random.nextInt(ROUND_MILLIS), random.nextBoolean(), random.nextInt(OUTAGE_MILLIS))
                    : CompletableFuture.completedFuture(null);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS));
            int node = kills % nodes.size();
            nodes.get(node).kill();
            platform.takeOut(node);
            kills++;
            start(nodes.get(node));
            platform.putBack();
            restart.join();
            say();
        }
    }

    private CompletableFuture<Void> restartLater(int delayMillis, boolean byKill, int outageMillis) {
        restarts++;
        restartsByKill += byKill ? 1 : 0;
        return CompletableFuture.runAsync(() -> {
            if (byKill) {
                postgres.kill();
            } else {
                postgres.stop();
            }
            sleep(outageMillis);
            postgres.startAgain();
        }, CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS));
    }

    /** Starts the node. A node that can't reach the database ends, and is started again as by a service manager. */
    private void start(KeycloakServer node) {
        for (int i = 0; !node.isAlive(); i++) {
            try {
                node.start();
            } catch (IllegalStateException ended) {
                startsThatFailed++;
                if (i == STARTS) {
                    throw ended;
                }
            }
        }
    }

    private void say() {
        if ((kills + restarts) / 10 > progress) {
            progress = (kills + restarts) / 10;
            System.out.println("faults: " + this);
        }
    }

    int kills() {
        return kills;
    }

    int restarts() {
        return restarts;
    }

    Duration duration() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public String toString() {
        return kills + " kills of Keycloak, " + restarts + " restarts of PostgreSQL (" + restartsByKill
                + " by kill), " + startsThatFailed + " starts of Keycloak that the database failed, in "
                + duration().toSeconds() + " s";
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in an outage", e);
        }
    }
}
