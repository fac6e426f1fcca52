package dev.tenantry.core.bulk;

import dev.tenantry.core.bulk.ImportOptions.Mode;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantTransaction;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.BulkLoad;
import dev.tenantry.core.user.UserStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Imports many new users into a tenant. The caller adds lines in chunks. A background thread writes each chunk while
 * the caller reads the next chunk. Not thread-safe.
 *
 * <p>If the caller calls {@link #close} without {@link #finish}, the result depends on the mode of the import. An
 * atomic import adds no user. A resumable import keeps the users of the committed chunks.
 */
public final class BulkImport implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BulkImport.class);

    /**
     * If an import adds at least this many users, the table of users is analyzed, since PostgreSQL's statistics of the
     * table are then probably outdated.
     */
    private static final long MANY = 10_000;

    /** An atomic import begins a {@link BulkLoad} if the first chunk has at least this many lines. */
    private static final int WORTH_A_LOAD = 1_000;

    private final TenantTransactions door;
    private final Supplier<Tenant> tenant;
    private final ImportOptions options;
    private final Tally tally = new Tally();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(BulkImport::thread);
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

    /** The open transaction; null if no transaction is open. Only the writer's thread uses this field. */
    private TenantTransaction transaction;

    /**
     * The bulk load in progress, which has dropped the search indexes; null if no bulk load was begun. Only the
     * writer's thread uses this field.
     */
    private BulkLoad load;

    /**
     * @param tenant reads the tenant from the registry; called before each transaction, since the tenant's state may
     *     have changed
     */
    public BulkImport(TenantTransactions door, Supplier<Tenant> tenant, ImportOptions options) {
        this.door = door;
        this.tenant = tenant;
        this.options = options;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tenantry-import");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits until all earlier lines are written. Then begins to write the given lines, and returns.
     *
     * @param lines a chunk of lines; while the chunk is written, the import can use six times the size of the chunk in
     *     memory
     */
    public void add(List<ImportLine> lines) {
        if (!lines.isEmpty()) {
            Chunk chunk = Chunk.of(lines);
            inTurn(() -> write(chunk));
        }
    }

    /**
     * Counts an invalid line as refused.
     *
     * @param error the error of the line, for the result of the import
     */
    public void refuse(LineError error) {
        tally.refuse(error);
    }

    /** Waits until all lines are written, and commits. Does not commit if an atomic import has refused a line. */
    public ImportResult finish() {
        boolean kept = options.mode() == Mode.RESUMABLE || !hasRefused();
        if (kept) {
            inTurn(this::endLoad);
            inTurn(this::commit);
            await();
        }
        ImportResult result = tally.result(kept);
        if (result.imported() >= MANY) {
            inTurn(this::analyze);
            await();
        }
        return result;
    }

    private boolean hasRefused() {
        await();
        return tally.hasRefused();
    }

    private void inTurn(Runnable work) {
        await();
        writing = CompletableFuture.runAsync(work, writer);
    }

    private void await() {
        try {
            writing.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private void write(Chunk chunk) {
        if (transaction == null) {
            Tenant now = tenant.get();
            transaction = door.beginLong(now);
            if (options.mode() == Mode.ATOMIC && chunk.lines().size() >= WORTH_A_LOAD) {
                load = transaction.write(handle -> BulkLoad.begin(handle, door.lockTimeout(now))).orElse(null);
            }
        }
        ChunkWriter written = transaction.write(handle -> {
            ChunkWriter writer = new ChunkWriter(handle, options.ifExists());
            writer.write(chunk);
            return writer;
        });
        if (options.mode() == Mode.RESUMABLE) {
            commit();
        }
        tally.add(written.imported(), written.skipped());
        written.errors().forEach(tally::refuse);
    }

    /**
     * Updates the statistics that PostgreSQL uses to plan searches. If the update fails, logs the failure and throws no
     * exception, since the import has already committed the users.
     */
    private void analyze() {
        try {
            transaction = door.beginLong(tenant.get());
            transaction.write(handle -> {
                UserStore.analyze(handle);
                return null;
            });
            commit();
        } catch (DatabaseException | TenantException failure) {
            rollback();
            LOG.warnf("The statistics of users were not updated; autovacuum will do it: %s", failure.getMessage());
        }
    }

    private void endLoad() {
        if (load != null) {
            transaction.write(handle -> {
                load.end(handle);
                return null;
            });
        }
    }

    private void commit() {
        if (transaction != null) {
            TenantTransaction ended = transaction;
            transaction = null;
            ended.commit();
        }
    }

    private void rollback() {
        if (transaction != null) {
            transaction.rollback();
        }
    }

    /** Waits until the current chunk is written. Then rolls back the transaction if it is still open. */
    @Override
    public void close() {
        CompletableFuture.runAsync(this::rollback, writer).join();
        writer.shutdown();
    }
}
