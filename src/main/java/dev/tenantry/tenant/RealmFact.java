package dev.tenantry.tenant;

/** What Keycloak's own database says of a realm, as far as a tenant is concerned. */
public record RealmFact(String id, String name, boolean enabled, Component component) {

    /** What makes a realm a tenant's in Keycloak's eyes. */
    public enum Component {
        ENABLED,
        DISABLED,
        MISSING
    }
}
