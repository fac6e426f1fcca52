package dev.tenantry.bench;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One Keycloak with thousands of realms, each a tenant's. Each step times the requests of an operator with
 * manage-tenants, of a tenant's user and of master's {@code admin}, and measures the resources that the server uses.
 * The start of the server is timed with no tenant and with all tenants.
 *
 * <p>The realm cache has the size that docs/operate/tuning.md advises.
 */
final class Realms implements Benchmark {

    private static final int[] STEPS = {10, 100, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000};
    private static final int TIMES = 9;
    private static final int STARTS = 3;
    private static final String HEAP = "-Xmx2g";
    private static final String REALM_CACHE = "cache-embedded-realms-max-count";
    private static final String IN_ADMIN = "spi-tenants--default--admin-role-includes-tenants";
    private static final int KEYCLOAKS_REALM_CACHE = 10_000;
    private static final int ENTRIES_OF_A_TENANT = 40;

    /** The pause before a tenant that is provisioned alone. During the pause the server makes the tenant's keys. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int tenants = Integer.getInteger("tenantry.bench.realms", 2_500);
    private final Duration limit = Duration.ofMinutes(Integer.getInteger("tenantry.bench.realms.minutes", 1_440));
    private final boolean isInAdmin = Boolean.parseBoolean(System.getProperty("tenantry.bench.realms.admin", "true"));

    private final RealmsFigures figures = new RealmsFigures();
    private final long begun = System.nanoTime();

    private KeycloakUnderTest keycloak;
    private Operator operator;
    private MasterAdmin admin;
    private Realm warm;

    @Override
    public String run(BenchEnvironment environment) {
        keycloak = environment.keycloak(HEAP, options());
        KeycloakServer stock = keycloak.withoutExtension(
                settings -> settings.withJavaOptions(HEAP).withOption(REALM_CACHE, realmCache()));
        environment.progress("starting with no tenant, and stock Keycloak …");
        figures.starts(0, Starts.measure(keycloak, stock, STARTS));
        operator = Operator.create(keycloak);
        admin = new MasterAdmin(keycloak);
        admin.create("standard");
        warm = warmTenant();
        String end = measureAll(environment);
        environment.progress("starting with all tenants, and stock Keycloak on the same realms …");
        figures.starts(operator.count(), Starts.measure(keycloak, stock, STARTS));
        return figures.text(environment.report(), place("realms")) + end;
    }

    @Override
    public String page() {
        return "scale.md";
    }

    @Override
    public String place(String name) {
        return isInAdmin ? name + "-admin" : name;
    }

    /** @return the reason if the benchmark ended before the last step; empty otherwise */
    private String measureAll(BenchEnvironment environment) {
        int[] steps = IntStream.concat(IntStream.of(STEPS).filter(step -> step < tenants), IntStream.of(tenants))
                .toArray();
        for (int step : steps) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                return "\nThe time limit of %d minutes ended it before %,d tenants.\n".formatted(
                        limit.toMinutes(), step);
            }
            try {
                environment.progress("provisioning up to %,d tenants …".formatted(step));
                environment.progress(measure(step));
            } catch (IllegalStateException | UncheckedIOException | AssertionError failure) {
                environment.progress(failure.toString());
                return "\nIt failed on the way to or at %,d tenants.\n".formatted(step);
            }
        }
        return "";
    }

    private String measure(int step) {
        List<String> many = Operator.newNames(step - operator.count());
        long before = System.nanoTime();
        operator.provisionInTwos(many);
        double each = (System.nanoTime() - before) / 1e6 / many.size();
        List<String> few = Operator.newNames(TIMES);
        double one = Rate.median(TIMES, Realms::pause, i -> operator.provision(few.get(i)));
        admin.emptyCaches();
        double cold = Rate.median(TIMES, i -> signIn(realm(many.get(i))));
        IntStream.range(0, TIMES).forEach(i -> signIn(warm));
        double cached = Rate.median(TIMES, i -> signIn(warm));
        figures.tenants(step, one, each, cold, cached, ask("?max=20"), ask("?max=20&search=7"), ask("/count"),
                ask("/" + few.get(0)), Rate.median(TIMES, i -> operator.drop(few.get(i))));
        figures.admin(step, admin.signIn(), admin.realm("standard"), admin.users(many.get(0)),
                admin.create(), admin.realms());
        figures.footprint(step, entriesInRealmCache(), Footprint.of(keycloak));
        return figures.latest();
    }

    private Map<String, String> options() {
        return isInAdmin
                ? Map.of(REALM_CACHE, realmCache())
                : Map.of(REALM_CACHE, realmCache(), IN_ADMIN, "false");
    }

    private long entriesInRealmCache() {
        return (long) Meters.of(keycloak.server()).sum("vendor_statistics_approximate_entries", "cache=\"realms\"");
    }

    private String realmCache() {
        return Integer.toString(Math.max(KEYCLOAKS_REALM_CACHE, tenants * ENTRIES_OF_A_TENANT));
    }

    /** Provisions a tenant without brute force protection, so that one user can sign in many times a second. */
    private Realm warmTenant() {
        String name = TestTenants.newName();
        operator.provision(name);
        new AdminApi(keycloak.server().url(), name, "ada", People.PASSWORD)
                .put("/" + name, Map.of("bruteForceProtected", false)).requiring(204);
        return realm(name);
    }

    private Realm realm(String name) {
        return new Realm(keycloak.server().url(), name);
    }

    private static void signIn(Realm realm) {
        realm.passwordGrant("admin-cli", "ada", People.PASSWORD).requiring(200);
    }

    private double ask(String path) {
        return Rate.median(TIMES, i -> operator.get(path));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
