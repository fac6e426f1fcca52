package dev.tenantry.core.bundle;

/** A bundle can't be restored. The message names the fault and never a value of the bundle. */
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

    /** For the realm, which only Keycloak can check. */
    public static InvalidBundleException ofRealm(String message, Throwable cause) {
        return new InvalidBundleException(Manifest.REALM, message, cause);
    }

    /** The faulty entry; "" for the whole bundle. */
    public String entry() {
        return entry;
    }
}
