package dev.tenantry.support;

/** Where a realm keeps its users. What people can do in a realm of one kind they can do in a realm of the other. */
public enum RealmKind {

    /** In Keycloak's own tables. */
    STOCK {
        @Override
        public TestRealm create(String username, String password) {
            return StockRealm.create(KeycloakUnderTest.shared(), username, password);
        }
    },

    /** In the tenant's schema. */
    TENANT {
        @Override
        public TestRealm create(String username, String password) {
            return new TestTenants(KeycloakUnderTest.shared()).provision(username, password);
        }
    };

    /** A new realm whose first user has this name and password. */
    public abstract TestRealm create(String username, String password);
}
