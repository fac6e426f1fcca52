package dev.tenantry.keycloak.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.user.StoredUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;

final class UserIdTest {

    private final ComponentModel component = component("acme-component");
    private final StoredUser ada = new StoredUser("1815", "ada");
    private final StoredUser adopted = new StoredUser("1906", true, "grace");

    private static ComponentModel component(String id) {
        ComponentModel component = new ComponentModel();
        component.setId(id);
        return component;
    }

    @Test
    void aUsersIdNamesTheComponent() {
        assertThat(UserId.of(component, ada)).isEqualTo("f:acme-component:1815");
        assertThat(UserId.of("f:acme-component:1815")).isEqualTo(new UserId("1815", false));
    }

    @Test
    void anAdoptedUsersIdIsTheIdInTheSchema() {
        assertThat(UserId.of(component, adopted)).isEqualTo("1906");
        assertThat(UserId.of("1906")).isEqualTo(new UserId("1906", true));
    }

    @Test
    void aUserHasOnlyOneId() {
        assertThat(UserId.of("f:acme-component:1815").isOf(ada)).isTrue();
        assertThat(UserId.of("1815").isOf(ada)).isFalse();
        assertThat(UserId.of("1906").isOf(adopted)).isTrue();
        assertThat(UserId.of("f:acme-component:1906").isOf(adopted)).isFalse();
        assertThat(UserId.of("1906").isOf(ada)).isFalse();
    }

    @Test
    void anIdThatNamesNoComponentIsTheIdOfNoUser() {
        assertThat(List.of("f:x", "f:", "f:acme-component")).noneMatch(UserId::isPossible);
        assertThat(List.of("f:acme-component:1815", "f::1815", "1906", "f", "", "a:b")).allMatch(UserId::isPossible);
    }

    /** Keycloak splits an id at its first two colons only. */
    @Test
    void anIdMayHaveColons() {
        StoredUser odd = new StoredUser("a:b", "odd");

        assertThat(UserId.of(UserId.of(component, odd)).isOf(odd)).isTrue();
    }
}
