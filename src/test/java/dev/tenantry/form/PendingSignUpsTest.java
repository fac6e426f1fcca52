package dev.tenantry.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.db.Database;
import dev.tenantry.tenant.RegistryTransactions;
import dev.tenantry.tenant.TwoTenants;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sign-ups that wait for their links, on a real registry. */
final class PendingSignUpsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(2);

    private final PendingSignUps pending = new PendingSignUps(new RegistryTransactions(database));
    private final LinkToken token = LinkToken.random();

    @Test
    void oneIsFoundByItsTokenUntilItIsUsed() {
        pending.add(token, of("initech"), DAY);
        pending.add(LinkToken.random(), of("initech"), DAY);

        assertThat(pending.find(token)).contains(of("initech"));
        assertThat(pending.find(LinkToken.random())).isEmpty();

        pending.remove(token);

        assertThat(pending.find(token)).isEmpty();
        assertThat(count()).isOne();
    }

    @Test
    void theTokenItselfIsNowhere() {
        pending.add(token, of("initech"), DAY);

        assertThat(tenants.beside().rows("select * from tenantry.sign_up").toString())
                .contains(token.digest())
                .doesNotContain(token.value());
        assertThat(pending.find(new LinkToken(token.digest()))).isEmpty();
    }

    @Test
    void whenItsTimeIsOverItIsNotFoundAndThenForgotten() {
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
