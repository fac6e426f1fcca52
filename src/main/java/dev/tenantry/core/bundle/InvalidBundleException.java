package dev.tenantry.core.bundle;

/**
 * Thrown if a bundle can't be restored. The message names the fault, and never contains a value of a row or of the
 * realm.
 */
public final class InvalidBundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String entry;

    InvalidBundleException(String entry, String message) {
        super(message);
        this.entry = entry;
    }

    InvalidBundleException(String entry, String message, Throwable cause) {
        super(message, cause);
        this.entry = entry;
    }

    /**
     * Creates the exception for a faulty realm. Public, since only code that depends on Keycloak can check the realm.
     */
    public static InvalidBundleException ofRealm(String message, Throwable cause) {
        return new InvalidBundleException(Manifest.REALM, message, cause);
    }

    /** The name of the faulty entry; "" if the whole bundle is faulty. */
    public String entry() {
        return entry;
    }
}
