package dev.tenantry.signup;

import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantTransactions;
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
     * @return those in service that have a user with this address, verified, who may sign in: tenants that operators made
     *     before those that signed up, and the oldest first in both. So nobody who makes tenants with users of that
     *     address pushes the ones that were there before out of the first {@code max}
     */
    List<Tenant> find(String email, int max) {
        return registry.inServiceOldestFirst()
                .flatMap(List::stream)
                .filter(tenant -> has(tenant, email))
                .limit(max)
                .toList();
    }

    /** A tenant that can't be asked, such as one in an unavailable database, does not hide the others. */
    private boolean has(Tenant tenant, String email) {
        try {
            return transactions.read(tenant, handle -> UserStore.findByEmail(handle, email)).stream()
                    .anyMatch(user -> user.enabled() && user.emailVerified());
        } catch (RuntimeException failure) {
            LOG.warnf("Tenant %s could not be asked for an e-mail address: %s",
                    tenant.name(), failure.getClass().getName());
            return false;
        }
    }
}
