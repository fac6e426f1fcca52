package dev.tenantry.core.adoption;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.job.LostLeaseException;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The only realm of a Keycloak that exists in memory, with local users. Thread-safe. */
final class ShopRealm implements LocalRealms, LocalUsers {

    static final String ID = "realm-of-shop";

    private final TenantLifecycle lifecycle;
    /** Ids that users of another realm have. */
    final Set<String> ofAnotherRealm = ConcurrentHashMap.newKeySet();

    private final TreeMap<String, StoredUser> users = new TreeMap<>();

    volatile boolean enabled = true;
    volatile boolean tenant;

    private long attempt;

    /** Called before each step, with the step's name. */
    volatile Consumer<String> before = doing -> {};

    ShopRealm(TenantLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Adds the users u00001 and so on, each with an attribute of two values, a password and a one-time code. */
    synchronized void populate(int count) {
        for (int i = 1; i <= count; i++) {
            add(id(i));
        }
    }

    static String id(int number) {
        return "u%05d".formatted(number);
    }

    synchronized void add(String id) {
        StoredUser user = new StoredUser(id, true, "name-of-" + id);
        user.email(id + "@shop.test", false);
        user.firstName("Ada");
        user.emailVerified(true);
        user.enabled(true);
        user.createdAt(1L);
        user.attribute("color", List.of("red", "blue"));
        user.credentials().add(new StoredCredential("p-" + id, "password", null, 1L, "{}", "{}"));
        user.credentials().add(new StoredCredential("o-" + id, "otp", "phone", null, "{}", null));
        user.consent(new StoredConsent("client", 1, 2, List.of(new StoredConsent.Scope("scope", null))));
        users.put(id, user);
    }

    synchronized void giveFirstName(String id, String name) {
        users.get(id).firstName(name);
    }

    @Override
    public synchronized int count() {
        return users.size();
    }

    @Override
    public synchronized List<StoredUser> after(String id, int max) {
        return of(users.tailMap(id, false).keySet().stream().limit(max).toList());
    }

    /** Returns copies, as a database does. */
    @Override
    public synchronized List<StoredUser> of(List<String> ids) {
        return ids.stream().filter(users::containsKey).sorted().map(id -> users.get(id).withId(id)).toList();
    }

    /** Passwords get new ids, as a credential does if another user's credential has the id. */
    @Override
    public synchronized void replace(List<StoredUser> stored) {
        stored.forEach(user -> {
            StoredUser copy = user.withId(user.id());
            user.credentials().all().stream()
                    .filter(credential -> credential.type().equals("password"))
                    .forEach(password -> copy.credentials().add(new StoredCredential(
                            "new-" + password.id(), "password", password.label(), password.createdAt(),
                            password.secretData(), password.credentialData())));
            users.put(copy.id(), copy);
        });
    }

    @Override
    public Set<String> ofOtherRealms(List<String> ids) {
        return ids.stream().filter(ofAnotherRealm::contains).collect(Collectors.toSet());
    }

    @Override
    public synchronized void remove(List<String> ids) {
        users.keySet().removeAll(ids);
    }

    @Override
    public synchronized boolean removeIfUnchanged(Page page) {
        List<String> ids = List.copyOf(users.subMap(page.after(), false, page.last(), true).keySet());
        if (!ids.isEmpty() && !page.isOf(of(ids))) {
            return false;
        }
        remove(ids);
        return true;
    }

    /** A claim with the given number of the attempt, but without a job. */
    static JobClaim attempt(long number) {
        return new JobClaim() {
            @Override
            public long attempt() {
                return number;
            }

            @Override
            public void require(Handle registry) {
                // No other attempt exists.
            }
        };
    }

    @Override
    public synchronized void claim(String realmId, JobClaim claim) {
        if (attempt > claim.attempt()) {
            throw new LostLeaseException();
        }
        attempt = claim.attempt();
    }

    @Override
    public synchronized void unclaim(String realmId, JobClaim claim) {
        attempt = attempt == claim.attempt() ? 0 : attempt;
    }

    private synchronized void require(JobClaim claim) {
        if (attempt != claim.attempt()) {
            throw new LostLeaseException();
        }
    }

    /** Events or invitations of the realm, stored by id. */
    static final class Records<T> implements LocalRecords<T> {

        final TreeMap<String, T> byId = new TreeMap<>();
        volatile Runnable afterRead = () -> {};
        volatile Runnable beforeRemove = () -> {};
        volatile Runnable afterAdd = () -> {};
        private final Function<T, String> id;

        Records(Function<T, String> id) {
            this.id = id;
        }

        @Override
        public List<T> some(int max) {
            List<T> some = first(max);
            afterRead.run();
            return some;
        }

        private synchronized List<T> first(int max) {
            return byId.values().stream().limit(max).toList();
        }

        @Override
        public synchronized void remove(List<T> records) {
            beforeRemove.run();
            records.forEach(record -> byId.remove(id.apply(record)));
        }

        @Override
        public synchronized void add(List<T> records) {
            records.forEach(record -> byId.putIfAbsent(id.apply(record), record));
            afterAdd.run();
        }
    }

    final Records<StoredEvent> events = new Records<>(StoredEvent::id);
    final Records<StoredInvitation> invitations = new Records<>(StoredInvitation::id);

    @Override
    public LocalRecords<StoredEvent> events(String realmId, JobClaim claim) {
        before.accept("events");
        require(claim);
        return events;
    }

    @Override
    public LocalRecords<StoredInvitation> invitations(String realmId, JobClaim claim) {
        require(claim);
        return invitations;
    }

    @Override
    public LocalUsers users(String realmId, JobClaim claim) {
        return new Claimed(this, () -> require(claim));
    }

    /** The users, for the attempt that has the claim. */
    private record Claimed(ShopRealm shop, Runnable claim) implements LocalUsers {

        @Override
        public int count() {
            claim.run();
            return shop.count();
        }

        @Override
        public List<StoredUser> after(String id, int max) {
            shop.before.accept("after " + id);
            claim.run();
            List<StoredUser> users = shop.after(id, max);
            shop.before.accept("read " + id);
            return users;
        }

        @Override
        public List<StoredUser> of(List<String> ids) {
            claim.run();
            return shop.of(ids);
        }

        @Override
        public void replace(List<StoredUser> users) {
            shop.before.accept("replace");
            claim.run();
            shop.replace(users);
        }

        @Override
        public Set<String> ofOtherRealms(List<String> ids) {
            return shop.ofOtherRealms(ids);
        }

        @Override
        public void remove(List<String> ids) {
            claim.run();
            shop.remove(ids);
        }

        @Override
        public boolean removeIfUnchanged(Page page) {
            shop.before.accept("remove " + page.after());
            claim.run();
            return shop.removeIfUnchanged(page);
        }
    }

    @Override
    public void disable(String realmId, JobClaim claim) {
        enable(realmId, false, claim);
    }

    @Override
    public void enable(String realmId, boolean wanted, JobClaim claim) {
        require(claim);
        enabled = wanted;
    }

    @Override
    public void makeTenant(Tenant adopted, boolean wanted, JobClaim claim) {
        before.accept("makeTenant");
        require(claim);
        if (adopted.state() == TenantState.ADOPTING) {
            end(lifecycle.adoptionStates().adopted(adopted, claim));
        }
        tenant = true;
        enabled = wanted;
    }

    @Override
    public void beginRelease(Tenant released, JobClaim claim) {
        before.accept("beginRelease");
        require(claim);
        end(lifecycle.adoptionStates().release(released, claim));
        enabled = false;
    }

    @Override
    public void makeStandard(Tenant released, boolean wanted, JobClaim claim) {
        before.accept("makeStandard");
        require(claim);
        tenant = false;
        enabled = wanted;
    }

    @Override
    public void keep(Tenant kept, TenantState state, boolean wanted, JobClaim claim) {
        require(claim);
        end(lifecycle.adoptionStates().keep(kept, state, claim));
        enabled = wanted;
    }

    private static void end(Participant change) {
        change.prepare();
        change.afterCommit();
    }
}
