package dev.tenantry.support.actors;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.Map;
import java.util.stream.Stream;

/** The place in which a realm stores its users. Users can do the same things in a realm of either kind. */
public enum RealmKind {

    /** The users are in Keycloak's own tables. */
    STANDARD {
        @Override
        TestRealm withTemplate(KeycloakUnderTest keycloak, String username, String password) {
            return StandardRealm.create(keycloak, username, password);
        }
    },

    /** The users are in the tenant's schema. */
    TENANT {
        @Override
        TestRealm withTemplate(KeycloakUnderTest keycloak, String username, String password) {
            return new TestTenants(keycloak).provision(username, password);
        }
    };

    /**
     * Returns the kinds to test: a tenant's realm and, with {@code -Dtenantry.controls=true}, also a standard realm.
     * The standard realm shows that a test expects nothing of a tenant that Keycloak itself does not do.
     */
    public static Stream<RealmKind> tested() {
        return Boolean.getBoolean("tenantry.controls") ? Stream.of(values()) : Stream.of(TENANT);
    }

    /**
     * Creates a realm whose first user has this name and password. Brute force protection is off, since it would refuse
     * logins that follow each other at once.
     */
    public TestRealm create(String username, String password) {
        return create(KeycloakUnderTest.shared(), username, password);
    }

    /** Creates a realm in the same way on the given server. */
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
