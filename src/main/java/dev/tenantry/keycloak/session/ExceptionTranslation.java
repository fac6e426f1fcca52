package dev.tenantry.keycloak.session;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.db.MissingRowException;
import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.db.WrongScopeException;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantLog;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;

/**
 * Runs work on tenants, and throws the exceptions that Keycloak's own store would throw. If the database is unavailable
 * or the schema is broken, Keycloak answers 503, and never reports a missing user or a wrong password. The log names
 * the tenant and the command that finds the cause.
 */
public final class ExceptionTranslation {

    private static final Logger LOG = Logger.getLogger(ExceptionTranslation.class);

    private static final Set<TenantException.Reason> OUT_OF_SERVICE =
            Set.of(TenantException.Reason.WRONG_STATE, TenantException.Reason.OUTDATED);

    private ExceptionTranslation() {}

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
            throw taken(duplicate);
        } catch (MissingRowException removed) {
            throw Refusal.userNotFound();
        } catch (UnstorableTextException invalid) {
            throw new ModelValidationException(invalid.getMessage());
        } catch (DatabaseUnavailableException outage) {
            LOG.errorf(outage.getCause(), "%s%s.%s", tenant(), outage.getMessage(), nextStep());
            throw Unavailable.saying(outage.isLockTimeout()
                    ? "Another transaction has locked the tenant's data." + nextStep()
                    : "The tenant database is unavailable");
        } catch (DatabaseException | WrongScopeException broken) {
            LOG.errorf(broken, "%sthe tenant database has refused a statement: %s.%s",
                    tenant(), broken.getMessage(), nextStep());
            throw Unavailable.saying("The tenant database has refused a statement. See the server's log." + nextStep());
        } catch (BusyException busy) {
            LOG.warnf("%s%s", tenant(), busy.getMessage());
            throw Unavailable.saying(busy);
        } catch (TenantException notServing) {
            if (!OUT_OF_SERVICE.contains(notServing.reason())) {
                throw notServing;
            }
            throw Unavailable.saying(notServing.getMessage());
        }
    }

    /**
     * Returns the exception for a violated unique constraint. If a user's name, e-mail or id is taken, returns
     * Keycloak's own exception, which Keycloak's API reports as an existing user (UserResource.updateUser, 26.7).
     */
    private static RuntimeException taken(DuplicateException duplicate) {
        return switch (duplicate.constraint()) {
            case "users_username", "users_email", "users_pkey" ->
                    new ModelDuplicateException("A user of the same name, e-mail or id exists", duplicate);
            default -> Refusal.conflict("Another request has stored the same data. Repeat the request.");
        };
    }

    private static String tenant() {
        return TenantLog.current().map(name -> "Tenant " + name + ": ").orElse("");
    }

    private static String nextStep() {
        return TenantLog.current().map(name -> " Run \"tenantry doctor " + name + "\".").orElse("");
    }
}
