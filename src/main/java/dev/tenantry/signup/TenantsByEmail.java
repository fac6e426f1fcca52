package dev.tenantry.signup;

import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantState;
import dev.tenantry.tenant.TenantTransactions;
import dev.tenantry.user.StoredUser;
import dev.tenantry.user.UserStore;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The tenants in which an e-mail address is a user's: asks one tenant after the other, a round trip each, through the
 * same door as always. Takes as long as there are tenants. Thread-safe.
 */
final class TenantsByEmail {

    private static final Logger LOG = Logger.getLogger(TenantsByEmail.class);

    private final TenantRegistry registry;
    private final TenantTransactions transactions;

    TenantsByEmail(TenantRegistry registry, TenantTransactions transactions) {
        this.registry = registry;
        this.transactions = transactions;
    }

    /**
     * @param max after how many to look no further
     * @return in order of name, those in service whose user may sign in
     */
    List<Tenant> find(String email, int max) {
        return registry.pages(TenantState.ACTIVE)
                .flatMap(List::stream)
                .filter(tenant -> has(tenant, email))
                .limit(max)
                .toList();
    }

    /** A tenant that can't be asked, in a database that is out for instance, keeps nobody from the others. */
    private boolean has(Tenant tenant, String email) {
        try {
            return transactions.read(tenant, handle -> UserStore.findByEmail(handle, email)).stream()
                    .anyMatch(StoredUser::enabled);
        } catch (RuntimeException failure) {
            LOG.warnf("Tenant %s could not be asked for an e-mail address: %s",
                    tenant.name(), failure.getClass().getName());
            return false;
        }
    }
}
