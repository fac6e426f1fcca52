package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two tenants with the same people. In acme a user's id is the user name, so that a user of globex in a result is
 * noticed.
 */
final class SearchedUsers implements AutoCloseable {

    private final TwoTenants tenants = TwoTenants.provisioned();

    SearchedUsers() {
        tenants.changeAcme(handle -> insertAll(handle, ""));
        tenants.changeGlobex(handle -> insertAll(handle, "globex-"));
    }

    private static void insertAll(TenantHandle handle, String idPrefix) {
        UserStore.delete(handle, Ada.load(handle).id());
        insert(handle, idPrefix, "ada", ada -> {
            ada.email("ada@math.example", false);
            ada.firstName("Ada");
            ada.lastName("Lovelace");
            ada.emailVerified(true);
            ada.createdAt(1000L);
        });
        insert(handle, idPrefix, "bob_b", bob -> {
            bob.email("bob@build.example", false);
            bob.firstName("Bob");
            bob.lastName("100% Builder");
            bob.createdAt(2000L);
        });
        insert(handle, idPrefix, "carla", carla -> {
            carla.firstName("CARLA\\C");
            carla.lastName("Ångström");
            carla.enabled(false);
            carla.createdAt(3000L);
        });
        insert(handle, idPrefix, "service-account-shop", shop -> shop.serviceAccountClient("shop"));
        StoredUser sisyphos = new StoredUser(idPrefix + "sisyphos", true, "sisyphos");
        sisyphos.enabled(true);
        sisyphos.lastName("ΣΙΣΥΦΟΣ");
        UserStore.insert(handle, sisyphos);

        Ada.change(handle, ada -> {
            ada.joinGroup("math", "UNMANAGED");
            ada.joinGroup("poets", "UNMANAGED");
            ada.grantRole("admin");
            ada.link(new BrokerLink("google", "1", null, null));
            ada.link(new BrokerLink("github", "2", null, null));
            ada.attribute("color", List.of("Red", "50%_off"));
        });
        StoredUser bob = UserStore.findByUsername(handle, "bob_b").orElseThrow();
        bob.joinGroup("builders", "UNMANAGED");
        bob.link(new BrokerLink("google", "2", null, null));
        bob.attribute("color", List.of("dark red"));
        bob.attribute("size", List.of("Red"));
        UserStore.update(handle, bob);
    }

    private static void insert(TenantHandle handle, String idPrefix, String username, Consumer<StoredUser> values) {
        StoredUser user = new StoredUser(idPrefix + username, username);
        user.enabled(true);
        values.accept(user);
        UserStore.insert(handle, user);
    }

    TwoTenants tenants() {
        return tenants;
    }

    /** Asserts that the search in acme lists these users in this order, and that the count agrees. */
    void assertFound(UserCriteria criteria, String... ids) {
        tenants.readAcme(handle -> {
            assertThat(UserSearch.list(handle, criteria, null, null)).extracting(StoredUser::id).containsExactly(ids);
            assertThat(UserSearch.count(handle, criteria)).isEqualTo(ids.length);
        });
    }

    @Override
    public void close() {
        tenants.close();
    }
}
