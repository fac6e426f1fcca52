package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import dev.tenantry.core.tenant.TenantRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The registry holds the host of each tenant. No two tenants have the same host. */
final class HostChangeTest {

    private static final String HOST = "acme.example.com";

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantRegistry registry = TENANTS.registry();
    private final Tenant acme = TENANTS.acme();
    private final Tenant globex = TENANTS.globex();

    @AfterEach
    void takeAway() {
        registry.setHost(acme.realmId(), null);
        registry.setHost(globex.realmId(), null);
    }

    private Map<String, String> hosts() {
        return registry.hosts(List.of(acme.realmId(), globex.realmId(), "no-such-realm"));
    }

    private Participant change(Tenant tenant, String host) {
        return TENANTS.lifecycle().changeHost(tenant, host);
    }

    @Test
    void aHostIsSetAndRemoved() {
        change(acme, HOST).prepare();
        assertThat(hosts()).containsExactly(Map.entry(acme.realmId(), HOST));
        assertThat(registry.findByHost(HOST)).map(Tenant::realmId).contains(acme.realmId());

        change(acme, null).prepare();
        assertThat(hosts()).isEmpty();
        assertThat(registry.findByHost(HOST)).isEmpty();
    }

    @Test
    void onlyOneOfTwoTenantsGetsTheHost() {
        Participant first = change(acme, HOST);
        Participant second = change(globex, HOST);
        first.prepare();

        assertThatExceptionOfType(TenantException.class).isThrownBy(second::prepare)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.HOST_TAKEN);
        second.afterRollback();
        assertThat(hosts()).containsExactly(Map.entry(acme.realmId(), HOST));
    }

    @Test
    void aRolledBackChangeRestoresTheOldHost() {
        change(acme, HOST).prepare();
        Participant other = change(acme, "other.example.com");
        other.prepare();
        other.afterRollback();

        assertThat(hosts()).containsExactly(Map.entry(acme.realmId(), HOST));
    }

    @Test
    void aRemovedTenantsHostIsFree() {
        Tenant initech = TENANTS.provision("initech");
        change(initech, HOST).prepare();
        TENANTS.lifecycle().remove(initech);

        assertThat(registry.findByHost(HOST)).isEmpty();
        change(globex, HOST).prepare();
        assertThat(hosts()).containsExactly(Map.entry(globex.realmId(), HOST));
    }
}
