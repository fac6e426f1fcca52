package dev.tenantry.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private static final StoredEvent LOGIN = login("login", 10, "LOGIN");

    @BeforeEach
    void globexHasAnEventOfTheSameUser() {
        TENANTS.changeGlobex(handle -> EventStore.insert(handle, LOGIN));
    }

    @AfterEach
    void theOtherTenantIsUnchanged() {
        TENANTS.readGlobex(handle -> assertThat(EventStore.after(handle, null, 10)).containsExactly(LOGIN));
        TENANTS.changeGlobex(handle -> handle.update("delete from event"));
        TENANTS.changeAcme(handle -> handle.update("delete from event"));
    }

    private static StoredEvent login(String id, long time, String type) {
        return new StoredEvent(EventKind.LOGIN, time, id, type, "ada", "shop", "192.0.2.1", "session", null, null, null,
                null, null, Map.of("username", "ada"));
    }

    private static StoredEvent change(String id, long time, String path) {
        return new StoredEvent(EventKind.ADMIN, time, id, "UPDATE", "ada", "console", "192.0.2.2", null, "realm", "USER",
                path, "{\"firstName\":\"Ada\"}", "error", null);
    }

    private static void given(StoredEvent... events) {
        TENANTS.changeAcme(handle -> List.of(events).forEach(event -> EventStore.insert(handle, event)));
    }

    private static List<String> ids(EventKind kind, UnaryOperator<EventFilter> filter) {
        List<String> ids = new ArrayList<>();
        TENANTS.readAcme(handle -> EventStore.list(handle, filter.apply(new EventFilter(kind)))
                .forEach(event -> ids.add(event.id())));
        return ids;
    }

    @Test
    void anEventIsReadAsItWasWritten() {
        StoredEvent change = change("change", 11, "users/ada");
        given(LOGIN, change);

        TENANTS.readAcme(handle -> {
            assertThat(EventStore.list(handle, new EventFilter(EventKind.LOGIN))).containsExactly(LOGIN);
            assertThat(EventStore.list(handle, new EventFilter(EventKind.ADMIN))).containsExactly(change);
        });
    }

    @Test
    void theNewestEventComesFirstUnlessTheFilterSaysOtherwise() {
        given(login("a", 1, "LOGIN"), login("c", 3, "LOGIN"), login("b", 2, "LOGIN"));

        assertThat(ids(EventKind.LOGIN, filter -> filter)).containsExactly("c", "b", "a");
        assertThat(ids(EventKind.LOGIN, filter -> filter.oldestFirst(true))).containsExactly("a", "b", "c");
        assertThat(ids(EventKind.LOGIN, filter -> filter.skip(1).limit(1))).containsExactly("b");
    }

    @Test
    void eachConditionNarrowsTheList() {
        StoredEvent other = new StoredEvent(EventKind.LOGIN, 5, "other", "LOGIN_ERROR", "bob", "desk", "192.0.2.9",
                null, null, null, null, null, "invalid", null);
        given(LOGIN, other);

        assertThat(ids(EventKind.LOGIN, filter -> filter.types(List.of("LOGIN_ERROR", "LOGOUT"))))
                .containsExactly("other");
        assertThat(ids(EventKind.LOGIN, filter -> filter.types(List.of()))).isEmpty();
        assertThat(ids(EventKind.LOGIN, filter -> filter.user("bob"))).containsExactly("other");
        assertThat(ids(EventKind.LOGIN, filter -> filter.client("shop"))).containsExactly("login");
        assertThat(ids(EventKind.LOGIN, filter -> filter.ipAddress("192.0.2.9"))).containsExactly("other");
        assertThat(ids(EventKind.LOGIN, filter -> filter.from(6))).containsExactly("login");
        assertThat(ids(EventKind.LOGIN, filter -> filter.from(10).to(10))).containsExactly("login");
        assertThat(ids(EventKind.LOGIN, filter -> filter.to(5).user("ada"))).isEmpty();
    }

    @Test
    void aPathIsFoundByItsBeginning() {
        given(change("ada", 1, "users/ada"), change("percent", 2, "users/100%"), change("crew", 3, "groups/crew"));

        assertThat(ids(EventKind.ADMIN, filter -> filter.resourcePath("users/*"))).containsExactly("percent", "ada");
        assertThat(ids(EventKind.ADMIN, filter -> filter.resourcePath("groups/crew"))).containsExactly("crew");
        assertThat(ids(EventKind.ADMIN, filter -> filter.resourcePath("users\\ada"))).isEmpty();
        assertThat(ids(EventKind.ADMIN, filter -> filter.resourceTypes(List.of("USER")).authRealm("realm")))
                .containsExactly("crew", "percent", "ada");
    }

    @Test
    void aCharacterThatPostgresqlCannotStoreIsReplaced() {
        given(new StoredEvent(EventKind.LOGIN, 1, "attack", "LOGIN_ERROR", "a\0", "b\ud800", "c", "d", null, null, null,
                null, "e", Map.of("user\0name", "\udc00ada 🧮")));

        TENANTS.readAcme(handle -> assertThat(EventStore.after(handle, null, 10)).singleElement().satisfies(event -> {
            assertThat(event.userId()).isEqualTo("a\ufffd");
            assertThat(event.clientId()).isEqualTo("b\ufffd");
            assertThat(event.details()).isEqualTo(Map.of("user\ufffdname", "\ufffdada 🧮"));
        }));
        assertThat(ids(EventKind.LOGIN, filter -> filter.user("a\0"))).containsExactly("attack");
    }

    @Test
    void anEventThatIsInsertedTwiceIsStoredOnce() {
        given(LOGIN, LOGIN);
        TENANTS.changeAcme(handle -> EventStore.insertAll(handle, List.of(LOGIN, change("change", 1, "x"))));

        TENANTS.readAcme(handle -> assertThat(EventStore.count(handle)).isEqualTo(2));
    }

    @Test
    void allEventsAreReadPageByPage() {
        given(IntStream.range(0, 25).mapToObj(i -> login("l" + i, i / 10, "LOGIN")).toArray(StoredEvent[]::new));
        given(change("change", 1, "x"));

        List<String> read = new ArrayList<>();
        TENANTS.readAcme(handle -> {
            StoredEvent last = null;
            for (List<StoredEvent> page = EventStore.after(handle, null, 7); !page.isEmpty();
                    page = EventStore.after(handle, last, 7)) {
                page.forEach(event -> read.add(event.id()));
                last = page.get(page.size() - 1);
            }
        });

        assertThat(read).hasSize(26).doesNotHaveDuplicates().first().isEqualTo("change");
    }

    @Test
    void onlyOlderEventsOfTheKindAreDeleted() {
        given(login("a", 1, "LOGIN"), login("b", 2, "LOGIN"), login("c", 3, "LOGIN"), change("change", 1, "x"));

        TENANTS.changeAcme(handle -> assertThat(EventStore.deleteOldest(handle, EventKind.LOGIN, 3, 1)).isOne());
        assertThat(ids(EventKind.LOGIN, filter -> filter)).containsExactly("c", "b");
        TENANTS.changeAcme(handle -> assertThat(EventStore.deleteOldest(handle, EventKind.LOGIN, 3, 10)).isOne());
        assertThat(ids(EventKind.LOGIN, filter -> filter)).containsExactly("c");
        assertThat(ids(EventKind.ADMIN, filter -> filter)).containsExactly("change");
    }

    /** The list of a million events must not sort them. */
    @Test
    void theNewestEventsAreFoundByAnIndex() {
        given(LOGIN);

        List<String> plan = new ArrayList<>();
        TENANTS.changeAcme(handle -> {
            handle.update("set local enable_seqscan to off");
            handle.update("set local enable_bitmapscan to off");
            plan.addAll(handle.query("explain " + new EventFilter(EventKind.LOGIN).limit(100).sql("*"),
                    row -> row.getString(1), "login"));
        });

        assertThat(String.join("\n", plan)).contains("Index Scan Backward using event_pkey").doesNotContain("Sort");
    }
}
