package dev.tenantry.core.db;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * The connections to one database, divided into stripes of equal size. An owner uses the same stripe on all servers and
 * after every restart, so that each PostgreSQL backend works on the schemas of only a few tenants. Work without an
 * owner uses the least used stripe. Thread-safe.
 */
final class Stripes implements AutoCloseable {

    private final int size;
    private final List<Stripe> stripes;

    Stripes(DatabaseSettings settings, DataSource driver) {
        size = settings.stripeSize();
        EvictOnFailover lost = new EvictOnFailover();
        String name = "tenantry-" + settings.name();
        stripes = IntStream.range(0, settings.poolStripes())
                .mapToObj(number -> new Stripe(
                        settings.poolStripes() == 1 ? name : name + "-" + number, settings, driver, lost))
                .toList();
    }

    /**
     * Returns the owner's stripe, and counts one more use of the stripe. Work without an owner gets the least used
     * stripe. The caller must call {@link Stripe#leave} when the use ends.
     */
    Stripe enter(String ownerOrNull) {
        return ownerOrNull == null ? enterFreest() : stripes.get(number(ownerOrNull, stripes.size())).enter();
    }

    /** Synchronized: otherwise parallel calls would all choose the same stripe. */
    private synchronized Stripe enterFreest() {
        return stripes.stream().min(Comparator.comparingInt(Stripe::users)).orElseThrow().enter();
    }

    /**
     * The number of the owner's stripe. Derived from a standard checksum: the number must be equal on all servers and
     * in all versions of Tenantry.
     */
    static int number(String owner, int stripes) {
        CRC32 checksum = new CRC32();
        checksum.update(owner.getBytes(StandardCharsets.UTF_8));
        return (int) (checksum.getValue() % stripes);
    }

    /** Replaces all connections. Afterwards each stripe keeps its full number of connections open. */
    void grow() {
        stripes.forEach(stripe -> stripe.grow(size));
    }

    /** The numbers of all stripes, added up field by field. */
    PoolState state() {
        return stripes.stream().map(stripe -> stripe.state(size)).reduce(PoolState::plus).orElseThrow();
    }

    @Override
    public void close() {
        stripes.forEach(Stripe::close);
    }
}
