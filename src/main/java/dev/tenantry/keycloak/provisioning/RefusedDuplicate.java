package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;

/**
 * Finds out why Keycloak has refused a tenant's realm with a {@link ModelDuplicateException}. Keycloak throws this
 * exception if the realm's name is taken, and also for each other violated constraint of its database
 * (EntityManagerProxy.convert, 26.7). {@link dev.tenantry.keycloak.session.ExceptionTranslation} throws it if the
 * template contains a user twice.
 */
final class RefusedDuplicate {

    private static final Logger LOG = Logger.getLogger(RefusedDuplicate.class);

    /** The unique constraint on the names of realms (jpa-changelog-1.0.0.Final.xml, Keycloak 26.7). */
    private static final String REALM_NAMES = "uk_orvsdmla56612eaefiq6wl5oi";

    private RefusedDuplicate() {}

    /**
     * Returns the exception for the caller of a provisioning that was rolled back.
     *
     * @param context a session that has not taken part in the provisioning
     * @return a TenantException if the tenant's name or host is taken; otherwise an InvalidRequestException that names
     *     the template
     */
    static RuntimeException reason(
            KeycloakSession context, NewTenant tenant, String template, ModelDuplicateException refused) {
        if (refused.getCause() instanceof TenantException ours) { // thrown by RealmCreation
            return ours;
        }
        String constraint = constraint(refused);
        RealmModel namesake = context.realms().getRealmByName(tenant.name().value());
        if (REALM_NAMES.equalsIgnoreCase(constraint)
                || namesake != null && !namesake.getId().equals(tenant.realmId())) {
            return TenantException.alreadyExists(tenant.name());
        }
        LOG.warnf("Tenant %s was not provisioned: Keycloak refuses the realm of template %s as a duplicate"
                + " (constraint: %s). Correct the template.", tenant.name(), template, constraint);
        return new InvalidRequestException("template", "Keycloak refuses the realm of template " + template
                + ", because the realm contains a duplicate, such as two roles of one name. Correct the template");
    }

    /** Returns the name of the violated constraint; "unknown" if Keycloak has found the duplicate without one. */
    private static String constraint(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
                return violation.getConstraintName();
            }
            if (cause instanceof DuplicateException duplicate) { // in the tenant's schema
                return duplicate.constraint();
            }
        }
        return "unknown";
    }
}
