package dev.tenantry.support.actors;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.Map;
import java.util.stream.Stream;

/** Where a realm keeps its users. What people can do in a realm of one kind they can do in a realm of the other. */
public enum RealmKind {

    /** In Keycloak's own tables. */
    STANDARD {
        @Override
        TestRealm withTemplate(KeycloakUnderTest keycloak, String username, String password) {
            return StandardRealm.create(keycloak, username, password);
        }
    },

    /** In the tenant's schema. */
    TENANT {
        @Override
        TestRealm withTemplate(KeycloakUnderTest keycloak, String username, String password) {
            return new TestTenants(keycloak).provision(username, password);
        }
    };

    /**
     * A tenant's; with {@code -Dtenantry.controls=true} also a standard realm, to show that the test asks nothing of a
     * tenant that Keycloak does not do by itself.
     */
    public static Stream<RealmKind> tested() {
        return Boolean.getBoolean("tenantry.controls") ? Stream.of(values()) : Stream.of(TENANT);
    }

    /**
     * A new realm whose first user has this name and password. People sign in there one time right after the other,
     * which a realm that guards against guessing refuses as long as it still counts the login before.
     */
    public TestRealm create(String username, String password) {
        return create(KeycloakUnderTest.shared(), username, password);
    }

    /** The same on a certain server. */
    public TestRealm create(KeycloakUnderTest keycloak, String username, String password) {
        TestRealm realm = withTemplate(keycloak, username, password);
        Answer answer = realm.put("", Map.of("bruteForceProtected", false));
        if (answer.status() != 204) {
            throw new IllegalStateException("The realm did not change: " + answer);
        }
        return realm;
    }

    abstract TestRealm withTemplate(KeycloakUnderTest keycloak, String username, String password);
}
