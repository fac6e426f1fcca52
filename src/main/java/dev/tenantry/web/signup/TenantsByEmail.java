package dev.tenantry.web.signup;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.UserStore;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds the tenants that have a user with a given e-mail address. Sends one query per tenant, one after the
 * other, with the tenant's own database role, so the time grows with the number of tenants. Thread-safe.
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
     * Finds tenants by a user's e-mail address.
     *
     * @param max the maximum number of tenants to find
     * @return the tenants in service that have an enabled user with this verified e-mail address. Tenants from sign-ups
     *     come last, and older tenants come before newer tenants, so that an attacker's sign-ups with this address
     *     can't push older tenants out of the result
     */
    List<Tenant> find(String email, int max) {
        return registry.inServiceOldestFirst()
                .flatMap(List::stream)
                .filter(tenant -> has(tenant, email))
                .limit(max)
                .toList();
    }

    /**
     * True if the tenant has an enabled user with this verified e-mail address. False if the tenant can't be read, for
     * example because its database is unavailable.
     */
    private boolean has(Tenant tenant, String email) {
        try {
            return transactions.read(tenant, handle -> UserStore.hasVerified(handle, email));
        } catch (RuntimeException failure) {
            LOG.warnf("Tenant %s could not be searched for an e-mail address: %s",
                    tenant.name(), failure.getClass().getName());
            return false;
        }
    }
}
