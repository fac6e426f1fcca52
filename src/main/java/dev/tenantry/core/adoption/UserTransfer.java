package dev.tenantry.core.adoption;

import dev.tenantry.core.adoption.Adoption.Step;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.user.StoredUser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies users from one side to the other, page by page, and then compares both sides. The job records each page after
 * the page is copied. If the job is interrupted, it continues after the last recorded page. So a page that was copied,
 * but not yet recorded, is copied a second time. Not thread-safe.
 */
final class UserTransfer {

    /**
     * The number of users in a page. A larger page needs fewer round trips per user. With this number, a transaction
     * takes about half a second.
     */
    static final int PAGE = 500;

    private final AdoptionStore store;
    private final JobLease lease;
    private final UserSide from;
    private final UserSide to;

    UserTransfer(AdoptionStore store, JobLease lease, UserSide from, UserSide to) {
        this.store = store;
        this.lease = lease;
        this.from = from;
        this.to = to;
    }

    void copy(int copiedBefore) {
        int copied = copiedBefore;
        try (PagesAhead pages = new PagesAhead(from, store.copiedTo(lease), PAGE)) {
            for (List<StoredUser> users = pages.next(); !users.isEmpty(); users = pages.next()) {
                to.replace(users);
                copied += users.size();
                if (!store.copied(lease, copied, lastOf(users))) {
                    return;
                }
            }
        }
        store.advance(lease, Step.COPY, Step.VERIFY);
    }

    /**
     * Compares all users of both sides. If the copies of a page's users differ from the originals, copies the page once
     * more. Starts with the first user, even if an earlier attempt has compared some users, since all pages must come
     * from one pass.
     *
     * @throws AdoptionException if the second copies of a page's users also differ from the originals, or if users are
     *     added or removed during the comparison
     */
    void verify() {
        if (!store.forgetPages(lease)) {
            return;
        }
        int verified = 0;
        String last = "";
        try (PagesAhead pages = new PagesAhead(from, last, PAGE)) {
            for (List<StoredUser> users = pages.next(); !users.isEmpty(); users = pages.next()) {
                Page page = Page.of(last, users);
                verify(page, users);
                last = page.last();
                verified += page.users();
                if (!store.verified(lease, page)) {
                    return;
                }
            }
        }
        if (to.count() != verified) {
            removeThoseWhoAreGone();
        }
        if (to.count() != verified || from.count() != verified) {
            throw new AdoptionException("Users are added or removed while they are moved");
        }
        store.advance(lease, Step.VERIFY, Step.SWITCH);
    }

    private void verify(Page page, List<StoredUser> users) {
        if (!page.isOf(to.of(ids(users)))) {
            to.replace(users); // these users were changed after they were copied
            if (!page.isOf(to.of(ids(users)))) {
                throw new AdoptionException("Copies of users differ from their originals");
            }
        }
    }

    private void removeThoseWhoAreGone() {
        String last = "";
        for (List<StoredUser> copies = to.after(last, PAGE); !copies.isEmpty(); copies = to.after(last, PAGE)) {
            Set<String> gone = new HashSet<>(ids(copies));
            from.of(ids(copies)).forEach(user -> gone.remove(user.id()));
            to.remove(List.copyOf(gone));
            last = lastOf(copies);
        }
    }

    /** Undoes the copying: removes all users from the side that received the copies. */
    void undo() {
        for (List<StoredUser> copies = to.after("", PAGE); !copies.isEmpty(); copies = to.after("", PAGE)) {
            to.remove(ids(copies));
        }
    }

    private static List<String> ids(List<StoredUser> users) {
        return users.stream().map(StoredUser::id).toList();
    }

    private static String lastOf(List<StoredUser> users) {
        return users.get(users.size() - 1).id();
    }
}
