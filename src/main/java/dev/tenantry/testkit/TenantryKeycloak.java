package dev.tenantry.testkit;

import dev.tenantry.client.TenantsClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A Keycloak server with Tenantry for JUnit tests. Declare it in a static field of the test class:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final TenantryKeycloak keycloak = TenantryKeycloak.inContainers();
 * </pre>
 *
 * Each parameter of type {@link TestTenant} gets a new tenant. A parameter of a test method gets a tenant for that
 * test. A parameter of a constructor, or of a method with {@code @BeforeAll}, gets a tenant for the whole class. When
 * the test or the class has ended, the tenant is dropped with all its users.
 */
public final class TenantryKeycloak implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TenantryKeycloak.class);

    private final Server server;
    private volatile Platform platform;

    private TenantryKeycloak(Server server) {
        this.server = server;
    }

    /**
     * Uses Keycloak and PostgreSQL in containers, which are started once for all test classes.
     *
     * @throws IllegalStateException if the provider JAR is not on the class path
     */
    public static TenantryKeycloak inContainers() {
        return inContainers(ProviderJar.onClassPathOf(TenantryKeycloak.class.getClassLoader()));
    }

    /** Uses Keycloak and PostgreSQL in containers, with the given provider JAR, which need not be on the class path. */
    public static TenantryKeycloak inContainers(Path providerJar) {
        return new TenantryKeycloak(new Server.InContainers(providerJar.toAbsolutePath()));
    }

    /**
     * Uses a server that runs already, and does not stop it.
     *
     * @param server the server's address, including its relative path, if any
     * @param username the name of a user of realm master who may manage tenants
     */
    public static TenantryKeycloak running(URI server, String username, String password) {
        return new TenantryKeycloak(new Server.Running(server, username, password));
    }

    /** Returns the server's address, without a slash at the end. */
    public String url() {
        return started().url();
    }

    /**
     * Returns a client of Tenantry's API. The client can access all tenants of the server, not only the tests' tenants.
     */
    public TenantsClient tenants() {
        return started().tenants();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        platform = context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent(server, any -> any.start().requiringTenants(), Platform.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestTenant.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ThrowAway made = ThrowAway.of(started());
        context.getStore(NAMESPACE).put(made.tenant().name(), made);
        return made.tenant();
    }

    private Platform started() {
        if (platform == null) {
            throw new IllegalStateException("Not started: its field is static, with @RegisterExtension");
        }
        return platform;
    }
}
