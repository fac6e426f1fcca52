package dev.tenantry.core.tenant;

/** A realm in Keycloak's own database, with the properties that matter for a tenant. */
public record RealmFact(String id, String name, boolean enabled, Component component) {

    /**
     * The state of Tenantry's component in the realm. A realm that has this component, enabled or disabled, is a
     * tenant's realm.
     */
    public enum Component {
        ENABLED,
        DISABLED,
        MISSING
    }
}
