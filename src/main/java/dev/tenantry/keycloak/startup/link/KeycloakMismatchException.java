package dev.tenantry.keycloak.startup.link;

import java.util.List;

/**
 * Thrown if Keycloak lacks something that Tenantry uses. The message names the versions of Tenantry and Keycloak, and
 * at most ten of the missing classes and members.
 */
public final class KeycloakMismatchException extends RuntimeException {

    /** The maximum number of missing parts that the message names. */
    static final int NAMED = 10;

    private static final long serialVersionUID = 1;

    public KeycloakMismatchException(String tenantry, String keycloak, List<String> missing) {
        super("Tenantry " + tenantry + " can't run on Keycloak " + keycloak + ", which lacks what Tenantry uses: "
                + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))
                + (missing.size() > NAMED ? ", and " + (missing.size() - NAMED) + " more" : "")
                + ". Install a version of Tenantry that was tested on this version of Keycloak");
    }
}
