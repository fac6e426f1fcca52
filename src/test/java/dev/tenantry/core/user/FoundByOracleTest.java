package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After random changes, each user has the right search terms. Searches by role, group and attribute find the same users
 * as plain Java code, and no user of the other tenant.
 */
final class FoundByOracleTest {

    private static final int USERS = 20;
    private static final int CHANGES = 400;

    private static final List<String> IDS = List.of("one", "two", "one=two", "o");
    private static final List<String> NAMES = List.of("a", "A", "a=", "a\\", "a\\=", "a=b", "=", "\\", "İ", "ä b");

    private static final String AS_LONG_AS_A_TERM = "B".repeat(FoundBy.VALUE_CHARACTERS);
    private static final List<String> VALUES = List.of(
            "", "Red", "RED", "dark red", "=", "\\", "b=c", "%", "_", "İstanbul", "istanbul", "ΣΙΣΥΦΟΣ", "Straße", "😀",
            AS_LONG_AS_A_TERM.substring(2), AS_LONG_AS_A_TERM.substring(1), AS_LONG_AS_A_TERM, AS_LONG_AS_A_TERM + "b",
            AS_LONG_AS_A_TERM + "c", AS_LONG_AS_A_TERM.substring(1) + "😀", AS_LONG_AS_A_TERM.substring(1) + "😁",
            "b" + AS_LONG_AS_A_TERM, "İ" + AS_LONG_AS_A_TERM.substring(2), "Word ".repeat(1_000),
            "Word ".repeat(1_000) + "!");

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final Map<String, Model> models = new TreeMap<>();
    private final Map<String, String> lowerByPostgres = new HashMap<>();

    private record Model(Set<String> roles, Set<String> groups, Map<String, List<String>> attributes) {}

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void searchesAfterRandomChangesAgreeWithJava(long seed) {
        Random random = new Random(seed);
        TENANTS.changeGlobex(FoundByOracleTest::everyUserHasEverything);
        TENANTS.changeAcme(handle -> {
            handle.update("delete from users");
            for (int i = 0; i < USERS; i++) {
                models.put("user-" + (char) ('a' + i), new Model(new HashSet<>(), new HashSet<>(), new HashMap<>()));
            }
            models.keySet().forEach(id -> UserStore.insert(handle, new StoredUser(id, id)));
        });
        for (int i = 0; i < CHANGES; i++) {
            TENANTS.changeAcme(handle -> changeOne(handle, random));
        }
        TENANTS.changeAcme(handle -> changeAll(handle, random));

        TENANTS.readAcme(handle -> {
            models.keySet().forEach(id -> Contents.assertFoundByWhatItIs(handle, id));
            searchByIds(handle);
            searchByAttributes(handle);
        });
    }

    private static void everyUserHasEverything(TenantHandle handle) {
        Ada.change(handle, ada -> {
            IDS.forEach(ada::grantRole);
            IDS.forEach(group -> ada.joinGroup(group, "MANAGED"));
            NAMES.forEach(name -> ada.attribute(name, VALUES));
        });
    }

    /** One to three changes of one user, written by one statement. */
    private void changeOne(TenantHandle handle, Random random) {
        String id = one(random, List.copyOf(models.keySet()));
        StoredUser user = UserStore.findById(handle, id).orElseThrow();
        for (int i = random.nextInt(3); i >= 0; i--) {
            change(user, models.get(id), random);
        }
        UserStore.update(handle, user);
    }

    private static void change(StoredUser user, Model model, Random random) {
        String id = one(random, IDS);
        switch (random.nextInt(12)) {
            case 0 -> assertThat(user.grantRole(id)).isEqualTo(model.roles.add(id));
            case 1 -> assertThat(user.revokeRole(id)).isEqualTo(model.roles.remove(id));
            case 2 -> assertThat(user.joinGroup(id, "UNMANAGED")).isEqualTo(model.groups.add(id));
            case 3 -> assertThat(user.leaveGroup(id)).isEqualTo(model.groups.remove(id));
            case 4 -> user.link(new BrokerLink(one(random, NAMES), one(random, VALUES), null, null));
            case 5 -> user.unlink(one(random, NAMES));
            case 6 -> user.consent(new StoredConsent(id, 1, 1, List.of()));
            case 7 -> user.revokeConsent(id);
            case 8 -> user.serviceAccountClient(random.nextBoolean() ? id : null);
            case 9 -> {
                String name = one(random, NAMES);
                user.attribute(name, List.of());
                model.attributes.remove(name);
            }
            default -> {
                String name = one(random, NAMES);
                List<String> values = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    values.add(one(random, VALUES));
                }
                user.attribute(name, values);
                model.attributes.put(name, values);
            }
        }
    }

    private void changeAll(TenantHandle handle, Random random) {
        String granted = one(random, IDS);
        new References(handle).grantRoleToAll(granted);
        models.values().forEach(model -> model.roles.add(granted));
        String removed = one(random, IDS);
        new References(handle).removeRole(removed);
        models.values().forEach(model -> model.roles.remove(removed));
        String left = one(random, IDS);
        new References(handle).removeGroup(left);
        models.values().forEach(model -> model.groups.remove(left));
        new References(handle).removeClient(one(random, IDS));
        new References(handle).removeIdentityProvider(one(random, NAMES));
    }

    private void assertFound(TenantReadHandle handle, String what, UserCriteria criteria, Predicate<Model> oracle) {
        List<String> expected = models.keySet().stream().filter(id -> oracle.test(models.get(id))).toList();

        assertThat(UserSearch.list(handle, criteria, 0, USERS)).as(what).extracting(StoredUser::id)
                .isEqualTo(expected);
        assertThat(UserSearch.count(handle, criteria)).as(what).isEqualTo(expected.size());
    }

    private void searchByIds(TenantReadHandle handle) {
        for (String id : IDS) {
            assertFound(handle, "role " + id, new UserCriteria().mappedToRole(id), model -> model.roles.contains(id));
            assertFound(handle, "group " + id, new UserCriteria().inGroups(List.of(id, "none")),
                    model -> model.groups.contains(id));
        }
        assertFound(handle, "any group", new UserCriteria().inAnyGroup(), model -> !model.groups.isEmpty());
    }

    private void searchByAttributes(TenantReadHandle handle) {
        for (String name : NAMES) {
            for (String text : VALUES) {
                String what = name + " is " + text;
                assertFound(handle, what, new UserCriteria().attribute(name, text, true),
                        anyValue(name, value -> lower(value).equals(lower(text))));
                assertFound(handle, what + " exactly", new UserCriteria().attributeIs(name, text),
                        anyValue(name, text::equals));
                String part = text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
                assertFound(handle, name + " contains " + part, new UserCriteria().attribute(name, part, false),
                        anyValue(name, value -> byPostgres(handle, value).contains(byPostgres(handle, part))));
            }
        }
    }

    private static Predicate<Model> anyValue(String name, Predicate<String> condition) {
        return model -> model.attributes.getOrDefault(name, List.of()).stream().anyMatch(condition);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private String byPostgres(TenantReadHandle handle, String text) {
        return lowerByPostgres.computeIfAbsent(text, asked ->
                handle.query("select lower(?)", row -> row.getString(1), asked).get(0));
    }

    @Test
    void noTermIsTooLongForTheIndex() {
        String longest = "€".repeat(FoundBy.VALUE_CHARACTERS * 10);
        TENANTS.changeAcme(handle -> {
            handle.update("delete from users");
            StoredUser user = new StoredUser("long", "long");
            user.attribute("€".repeat(255), List.of(longest, longest.replace('€', '\uffff')));
            user.link(new BrokerLink("€".repeat(255), longest, null, null));
            UserStore.insert(handle, user);
            handle.flush();

            Contents.assertFoundByWhatItIs(handle, "long");
        });
    }
}
