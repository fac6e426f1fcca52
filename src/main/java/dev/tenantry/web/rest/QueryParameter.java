package dev.tenantry.web.rest;

import dev.tenantry.keycloak.realm.InvalidRequestException;

/**
 * Reads query parameters from text. JAX-RS would answer 404 to a text that is not a number, as if there were no such
 * tenant.
 */
final class QueryParameter {

    private QueryParameter() {}

    /**
     * Returns the number, or null if there is no text.
     *
     * @throws InvalidRequestException if the text is not a whole number
     */
    static Integer number(String name, String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw new InvalidRequestException(name, "must be a whole number");
        }
    }

    /** Returns how many entries to skip or return: the fallback if there is no text, zero if the number is negative. */
    static int count(String name, String text, int fallback) {
        Integer number = number(name, text);
        return number == null ? fallback : Math.max(number, 0);
    }

    /**
     * True if the text asks for new ids.
     *
     * @throws InvalidRequestException if a text is given that is neither "keep" nor "new"
     */
    static boolean isNewIds(String text) {
        if (text == null || text.equals("keep")) {
            return false;
        }
        if (!text.equals("new")) {
            throw new InvalidRequestException("ids", "must be keep or new");
        }
        return true;
    }

    /**
     * Returns the flag; false if there is no text.
     *
     * @throws InvalidRequestException if a text is given that is neither true nor false
     */
    static boolean flag(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw new InvalidRequestException(name, "must be true or false");
        }
        return true;
    }
}
