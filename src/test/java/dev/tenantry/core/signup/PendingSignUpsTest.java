package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.SignedUp;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sign-ups whose links are not yet used, in a real registry. */
final class PendingSignUpsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(2);

    @AutoClose("shutdownNow")
    private final ExecutorService servers = Executors.newFixedThreadPool(4);

    private final PendingSignUps pending = new PendingSignUps(new RegistryTransactions(database));
    private final LinkToken token = LinkToken.random();

    @Test
    void aSignUpIsFoundByItsTokenUntilItIsRemoved() {
        pending.add(token, of("initech"), DAY);
        pending.add(LinkToken.random(), of("initech"), DAY);

        assertThat(pending.find(token)).contains(of("initech"));
        assertThat(pending.find(LinkToken.random())).isEmpty();

        pending.remove(token);

        assertThat(pending.find(token)).isEmpty();
        assertThat(count()).isOne();
    }

    @Test
    void aLinkIsUsedUpWhenItsTenantGoesIntoService() {
        pending.add(token, of("initech"), DAY);

        Provisioning provisioning = tenants.lifecycle().provision(byLink("initech"));
        assertThat(pending.find(token)).isPresent(); // the second click waits for the first
        provisioning.prepare();
        provisioning.afterCommit();

        assertThat(pending.find(token)).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    void aLinkProvisionsNoSecondTenantUnderAnotherName() {
        pending.add(token, of("initech"), DAY);
        Provisioning provisioning = tenants.lifecycle().provision(byLink("initech"));

        assertThatThrownBy(() -> tenants.lifecycle().provision(byLink("hooli")))
                .isInstanceOfSatisfying(TenantException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(TenantException.Reason.LINK_USED));
        assertThat(tenants.registry().findByName("hooli")).isEmpty();

        provisioning.prepare();
        provisioning.afterCommit();
        assertThatThrownBy(() -> tenants.lifecycle().provision(byLink("hooli"))).isInstanceOf(TenantException.class);
    }

    @Test
    void onlyOneOfManySimultaneousClicksProvisionsATenant() throws Exception {
        pending.add(token, of("initech"), DAY);
        List<Callable<Boolean>> clicks = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(number -> () -> isMade("initech-" + number))
                .toList();

        int made = 0;
        for (Future<Boolean> click : servers.invokeAll(clicks)) {
            made += click.get() ? 1 : 0;
        }

        assertThat(made).isOne();
        assertThat(count()).isZero();
    }

    private boolean isMade(String name) {
        try {
            Provisioning provisioning = tenants.lifecycle().provision(byLink(name));
            provisioning.prepare();
            provisioning.afterCommit();
            return true;
        } catch (TenantException refused) {
            return false;
        }
    }

    @Test
    void aRolledBackProvisioningGivesItsLinkBack() {
        pending.add(token, of("initech"), DAY);
        tenants.lifecycle().provision(byLink("initech")).afterRollback();

        Provisioning again = tenants.lifecycle().provision(byLink("initech"));
        again.prepare();
        again.afterCommit();

        assertThat(tenants.registry().findByName("initech")).isPresent();
        assertThat(count()).isZero();
    }

    @Test
    void theReconcilerUsesUpTheLinkOfAnInterruptedProvisioning() {
        pending.add(token, of("initech"), DAY);
        tenants.lifecycle().provision(byLink("initech")).prepare();

        tenants.lifecycle().reconciler(tenant -> RealmDirectory.Outcome.EXISTS).run();

        assertThat(tenants.registry().findByName("initech").map(Tenant::state)).contains(TenantState.ACTIVE);
        assertThat(count()).isZero();
    }

    @Test
    void anExpiredLinkProvisionsNoTenant() {
        pending.add(token, of("initech"), DAY);
        tenants.beside().execute("update tenantry.sign_up set expires_at = now()");

        assertThatThrownBy(() -> tenants.lifecycle().provision(byLink("initech"))).isInstanceOf(TenantException.class);
        assertThat(tenants.registry().findByName("initech")).isEmpty();
    }

    private NewTenant byLink(String name) {
        return new NewTenant(
                "realm-of-" + name, new TenantName(name), name, null, null, new SignedUp(token.digest()), null);
    }

    @Test
    void theTokenItselfIsNotStored() {
        pending.add(token, of("initech"), DAY);

        assertThat(tenants.beside().rows("select * from tenantry.sign_up").toString())
                .contains(token.digest())
                .doesNotContain(token.value());
        assertThat(pending.find(new LinkToken(token.digest()))).isEmpty();
    }

    @Test
    void anExpiredSignUpIsNotFoundAndThenPurged() {
        pending.add(token, of("initech"), DAY);
        pending.add(LinkToken.random(), of("hooli"), DAY);
        tenants.beside().execute("update tenantry.sign_up set expires_at = now() where name = 'initech'");

        assertThat(pending.find(token)).isEmpty();
        assertThat(count()).isEqualTo(2);

        pending.purge();

        assertThat(count()).isOne();
    }

    private long count() {
        return tenants.beside().<Long>value("select count(*) from tenantry.sign_up");
    }

    private static PendingSignUp of(String name) {
        return new PendingSignUp(name, "The " + name, "ada", "ada@" + name + ".test", "Ada", "Byron", "{}", "{}");
    }
}
