package dev.tenantry.core.adoption;

import dev.tenantry.core.job.JobThread;
import dev.tenantry.core.user.StoredUser;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads the users of a {@link UserSide} page by page. While the caller works on a page, another thread reads the next
 * page, so that the databases of both sides work at the same time. Not thread-safe.
 */
final class PagesAhead implements AutoCloseable {

    private final UserSide side;
    private final int size;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> JobThread.of("adopt", work));
    private CompletableFuture<List<StoredUser>> ahead;

    /** Begins to read the first page. */
    PagesAhead(UserSide side, String after, int size) {
        this.side = side;
        this.size = size;
        read(after);
    }

    private void read(String after) {
        ahead = CompletableFuture.supplyAsync(() -> side.after(after, size), reader);
    }

    /**
     * Returns the next page; an empty list after the last page. If the other thread has failed to read the page, throws
     * that thread's exception.
     */
    List<StoredUser> next() {
        List<StoredUser> page = join();
        if (!page.isEmpty()) {
            read(page.get(page.size() - 1).id());
        }
        return page;
    }

    private List<StoredUser> join() {
        try {
            return ahead.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Waits until the current read has ended, so that no read continues after the job's end. */
    @Override
    public void close() {
        reader.shutdown();
        ahead.exceptionally(notNeeded -> List.of()).join();
    }
}
