package dev.tenantry.sample;

/** Keycloak can't be asked, so nothing is known: never to be taken for an unknown tenant or a wrong login. */
final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
