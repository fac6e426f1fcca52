package dev.tenantry.bundle;

/** A bundle can't be restored as it is. The message says what is wrong and never what stands in the bundle. */
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

    /** Of the realm, which only Keycloak can judge. */
    public static InvalidBundleException ofRealm(String message, Throwable cause) {
        return new InvalidBundleException(Manifest.REALM, message, cause);
    }

    /** The entry that is wrong, or "" where it is the whole. */
    public String entry() {
        return entry;
    }
}
