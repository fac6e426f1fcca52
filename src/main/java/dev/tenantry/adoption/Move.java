package dev.tenantry.adoption;

import dev.tenantry.adoption.Adoption.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies users from one home to another, page by page, and compares the two. Cut short, each goes on behind the last
 * page that was entered into the job; the one after it is written anew. One thread.
 */
final class Move {

    /** Some thousand rows: a transaction of a fraction of a second. */
    private static final int PAGE = 200;

    private final AdoptionStore store;
    private final Claim claim;
    private final UserHome from;
    private final UserHome to;

    Move(AdoptionStore store, Claim claim, UserHome from, UserHome to) {
        this.store = store;
        this.claim = claim;
        this.from = from;
        this.to = to;
    }

    void copy(int copiedBefore) {
        int copied = copiedBefore;
        String last = store.copiedTo(claim);
        for (UserRows users = from.after(last, PAGE); !users.isEmpty(); users = from.after(last, PAGE)) {
            to.replace(users);
            last = lastOf(users);
            copied += users.ids().size();
            if (!store.copied(claim, copied, last)) {
                return;
            }
        }
        store.advance(claim, Step.COPY, Step.VERIFY);
    }

    /**
     * From the beginning, also where it was begun before: the pages are to be of one pass.
     *
     * @throws AdoptionException where what is copied anew still differs
     */
    void verify() {
        store.forgetPages(claim);
        int verified = 0;
        String last = "";
        for (UserRows users = from.after(last, PAGE); !users.isEmpty(); users = from.after(last, PAGE)) {
            Page page = Page.of(last, users);
            verify(page, users);
            last = page.last();
            verified += page.users();
            if (!store.verified(claim, page)) {
                return;
            }
        }
        if (to.count() != verified) {
            removeThoseWhoAreGone();
        }
        if (to.count() != verified || from.count() != verified) {
            throw new AdoptionException("Users come or go while they are moved");
        }
        store.advance(claim, Step.VERIFY, Step.SWITCH);
    }

    private void verify(Page page, UserRows users) {
        if (!to.of(users.ids()).digest().equals(page.digest())) {
            to.replace(users); // they were changed since they were copied
            if (!to.of(users.ids()).digest().equals(page.digest())) {
                throw new AdoptionException("Copies of users differ from what was copied");
            }
        }
    }

    private void removeThoseWhoAreGone() {
        String last = "";
        for (UserRows copies = to.after(last, PAGE); !copies.isEmpty(); copies = to.after(last, PAGE)) {
            Set<String> gone = new HashSet<>(copies.ids());
            gone.removeAll(from.of(copies.ids()).ids());
            to.remove(List.copyOf(gone));
            last = lastOf(copies);
        }
    }

    /** Removes all copies. */
    void undo() {
        for (UserRows copies = to.after("", PAGE); !copies.isEmpty(); copies = to.after("", PAGE)) {
            to.remove(copies.ids());
        }
    }

    private static String lastOf(UserRows users) {
        return users.ids().get(users.ids().size() - 1);
    }
}
