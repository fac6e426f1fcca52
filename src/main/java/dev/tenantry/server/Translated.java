package dev.tenantry.server;

import dev.tenantry.db.DatabaseUnavailableException;
import dev.tenantry.db.DuplicateException;
import dev.tenantry.db.UnstorableTextException;
import dev.tenantry.tenant.TenantException;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;

/**
 * Runs work on tenants where Keycloak is the caller, and turns its failures into those that Keycloak's own store
 * would throw. An outage becomes a 503 and never a missing user.
 */
public final class Translated {

    private static final Logger LOG = Logger.getLogger(Translated.class);

    private static final Set<TenantException.Reason> OUT_OF_SERVICE =
            Set.of(TenantException.Reason.WRONG_STATE, TenantException.Reason.OUTDATED);

    private Translated() {}

    public static void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    public static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateException duplicate) {
            throw new ModelDuplicateException("A user of the same name, e-mail or id exists", duplicate);
        } catch (UnstorableTextException invalid) {
            throw new ModelValidationException(invalid.getMessage());
        } catch (DatabaseUnavailableException outage) {
            LOG.error(outage.getMessage(), outage.getCause());
            throw Unavailable.saying("The tenant database is unavailable");
        } catch (TenantException notServing) {
            if (!OUT_OF_SERVICE.contains(notServing.reason())) {
                throw notServing;
            }
            throw Unavailable.saying(notServing.getMessage());
        }
    }
}
