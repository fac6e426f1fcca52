package dev.tenantry.adoption;

import dev.tenantry.tenant.Participant;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantLifecycle;
import dev.tenantry.tenant.TenantState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The one realm of a Keycloak that is nothing but memory, with users in tables of its own. For any threads. */
final class ShopRealm implements LocalRealms, LocalUsers {

    static final String ID = "realm-of-shop";

    private final TenantLifecycle lifecycle;
    /** Ids that users of another realm have. */
    final Set<String> ofAnotherRealm = ConcurrentHashMap.newKeySet();

    private final TreeMap<String, Map<UserTable, List<String[]>>> users = new TreeMap<>();

    volatile boolean enabled = true;
    volatile boolean tenant;

    private long attempt;

    /** Called before each thing that is done, by its name. */
    volatile Consumer<String> before = doing -> {};

    ShopRealm(TenantLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** u00001 and so on, each with an attribute of two values, a password and a one-time code. */
    synchronized void populate(int count) {
        for (int i = 1; i <= count; i++) {
            add("u%05d".formatted(i));
        }
    }

    synchronized void add(String id) {
        Map<UserTable, List<String[]>> rows = new ConcurrentHashMap<>();
        rows.put(UserTable.USERS, rows(new String[] {
            id, "name-of-" + id, id + "@shop.test", "false", "Ada", null, "true", "true", "0", "1", null, null, null
        }));
        rows.put(UserTable.ATTRIBUTES, rows(
                new String[] {id, "0", "color", "red"}, new String[] {id, "1", "color", "blue"}));
        rows.put(UserTable.CREDENTIALS, rows(
                new String[] {id, "0", "p-" + id, "password", null, "1", "{}", "{}"},
                new String[] {id, "1", "o-" + id, "otp", "phone", null, "{}", null}));
        rows.put(UserTable.CONSENTS, rows(new String[][] {{id, "client", "1", "2"}}));
        rows.put(UserTable.CONSENT_SCOPES, rows(new String[][] {{id, "client", "scope", null}}));
        users.put(id, rows);
    }

    private static List<String[]> rows(String[]... rows) {
        return new ArrayList<>(List.of(rows));
    }

    synchronized void giveFirstName(String id, String name) {
        users.get(id).get(UserTable.USERS).get(0)[4] = name;
    }

    @Override
    public synchronized int count() {
        return users.size();
    }

    @Override
    public synchronized UserRows after(String id, int max) {
        return of(users.tailMap(id, false).keySet().stream().limit(max).toList());
    }

    @Override
    public synchronized UserRows of(List<String> ids) {
        return UserRows.of(table -> ids.stream()
                .filter(users::containsKey)
                .flatMap(id -> users.get(id).getOrDefault(table, List.of()).stream())
                .toList());
    }

    @Override
    public synchronized void replace(UserRows rows) {
        remove(rows.ids());
        for (UserTable table : UserTable.values()) {
            rows.of(table).forEach(row -> users.computeIfAbsent(row[0], id -> new ConcurrentHashMap<>())
                    .computeIfAbsent(table, any -> new ArrayList<>())
                    .add(row));
        }
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
        if (!ids.isEmpty() && !of(ids).digest().equals(page.digest())) {
            return false;
        }
        remove(ids);
        return true;
    }

    @Override
    public synchronized void claim(String realmId, Claim claim) {
        if (attempt > claim.attempt()) {
            throw new LostClaimException();
        }
        attempt = claim.attempt();
    }

    @Override
    public synchronized void unclaim(String realmId, Claim claim) {
        attempt = attempt == claim.attempt() ? 0 : attempt;
    }

    private synchronized void require(Claim claim) {
        if (attempt != claim.attempt()) {
            throw new LostClaimException();
        }
    }

    @Override
    public LocalUsers users(String realmId, Claim claim) {
        return new Claimed(this, () -> require(claim));
    }

    /** The users, for one attempt. */
    private record Claimed(ShopRealm shop, Runnable claim) implements LocalUsers {

        @Override
        public int count() {
            claim.run();
            return shop.count();
        }

        @Override
        public UserRows after(String id, int max) {
            shop.before.accept("after " + id);
            claim.run();
            UserRows rows = shop.after(id, max);
            shop.before.accept("read " + id);
            return rows;
        }

        @Override
        public UserRows of(List<String> ids) {
            claim.run();
            return shop.of(ids);
        }

        @Override
        public void replace(UserRows rows) {
            shop.before.accept("replace");
            claim.run();
            shop.replace(rows);
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
    public void disable(String realmId, Claim claim) {
        enable(realmId, false, claim);
    }

    @Override
    public void enable(String realmId, boolean wanted, Claim claim) {
        require(claim);
        enabled = wanted;
    }

    @Override
    public void makeTenant(Tenant adopted, boolean wanted, Claim claim) {
        before.accept("makeTenant");
        require(claim);
        if (adopted.state() == TenantState.ADOPTING) {
            end(lifecycle.moving().adopted(adopted, claim));
        }
        tenant = true;
        enabled = wanted;
    }

    @Override
    public void beginRelease(Tenant released, Claim claim) {
        before.accept("beginRelease");
        require(claim);
        end(lifecycle.moving().release(released, claim));
        enabled = false;
    }

    @Override
    public void makeStock(Tenant released, boolean wanted, Claim claim) {
        before.accept("makeStock");
        require(claim);
        tenant = false;
        enabled = wanted;
    }

    @Override
    public void keep(Tenant kept, TenantState state, boolean wanted, Claim claim) {
        require(claim);
        end(lifecycle.moving().keep(kept, state, claim));
        enabled = wanted;
    }

    private static void end(Participant change) {
        change.prepare();
        change.complete();
    }
}
