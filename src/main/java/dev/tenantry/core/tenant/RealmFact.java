package dev.tenantry.core.tenant;

/** A realm in Keycloak's own database, with the properties that concern a tenant. */
public record RealmFact(String id, String name, boolean enabled, Component component) {

    /** The state of Tenantry's component, which makes a realm a tenant's realm in Keycloak. */
    public enum Component {
        ENABLED,
        DISABLED,
        MISSING
    }
}
