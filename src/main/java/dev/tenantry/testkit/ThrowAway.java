package dev.tenantry.testkit;

import dev.tenantry.client.NewTenant;
import dev.tenantry.client.Tenant;
import dev.tenantry.client.TenantsClient;

/** A test tenant, which JUnit drops after the tests that use it. */
record ThrowAway(TestTenant tenant, TenantsClient tenants) implements Closing {

    /**
     * The prefix of test tenants' names. If a test run is killed, its tenants remain on the server. Operators can
     * recognize these tenants by the prefix.
     */
    private static final String PREFIX = "testkit-";

    static ThrowAway of(Platform platform) {
        String name = PREFIX + Secrets.name();
        TestUser administrator = new TestUser(null, "ada", Secrets.password());
        Tenant made = platform.tenants().provision(
                new NewTenant(name, "Tenant of a test", administrator.representation(name)));
        TestTenant tenant = new TestTenant(platform, name, made.issuer(),
                new TestUser(made.user().id(), administrator.username(), administrator.password()), Secrets.password());
        ThrowAway throwAway = new ThrowAway(tenant, platform.tenants());
        try {
            tenant.registerClient();
        } catch (RuntimeException failed) {
            throwAway.close();
            throw failed;
        }
        return throwAway;
    }

    @Override
    public void close() {
        tenant.close();
        if (tenants.find(tenant.name()).isPresent()) { // otherwise the test has dropped the tenant
            tenants.drop(tenant.name(), true);
        }
    }
}
