package dev.tenantry.tenant;

/** What people call a tenant, and the realm: any text that is not too long and not markup. */
public final class DisplayName {

    /** Characters; as many as Keycloak's column bears. */
    public static final int MAX_LENGTH = 255;

    private DisplayName() {}

    /**
     * Whether Keycloak might take it for HTML, as it does in the head of its pages and in its mails: harmless, but with
     * links and images.
     */
    public static boolean isMarkup(String displayName) {
        return displayName.contains("<") || displayName.contains(">");
    }
}
