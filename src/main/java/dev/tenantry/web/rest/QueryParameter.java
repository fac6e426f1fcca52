package dev.tenantry.web.rest;

import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Converts query parameters from text. The conversion is not left to JAX-RS: if a text is not a number, JAX-RS would
 * answer 404, as if the tenant did not exist.
 */
final class QueryParameter {

    private static final int DATE_LENGTH = "2026-01-31".length();

    private QueryParameter() {}

    /**
     * Returns the number; null if the parameter is missing.
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

    /**
     * Returns the number; {@code fallback} if the parameter is missing.
     *
     * @throws InvalidRequestException if the text is not a whole number from {@code min} to {@code max}
     */
    static int number(String name, String text, int fallback, int min, int max) {
        Integer number = number(name, text);
        if (number == null) {
            return fallback;
        }
        if (number < min || number > max) {
            throw new InvalidRequestException(name, "must be a whole number from " + min + " to " + max);
        }
        return number;
    }

    /**
     * Reads the number of entries to skip or to return. Returns {@code fallback} if the parameter is missing, and zero
     * if the number is negative.
     */
    static int count(String name, String text, int fallback) {
        Integer number = number(name, text);
        return number == null ? fallback : Math.max(number, 0);
    }

    /**
     * Reads the parameter {@code ids} of a restore: true if the text is "new"; false if the text is "keep" or missing.
     *
     * @throws InvalidRequestException if the text is neither "keep" nor "new"
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
     * Returns the flag; false if the parameter is missing.
     *
     * @throws InvalidRequestException if the text is neither "true" nor "false"
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

    /**
     * Reads a time in UTC. The text has a date and a time, such as {@code 2026-01-31T12:00:00Z}, or only a date, such
     * as {@code 2026-01-31}. A date means the beginning of that day.
     *
     * @return milliseconds since the epoch
     * @throws InvalidRequestException if the text has neither format
     */
    static long time(String name, String text) {
        return time(name, text, 0);
    }

    /** Reads a time as {@link #time(String, String)} does, except that a date means the end of that day. */
    static long endOfTime(String name, String text) {
        return time(name, text, Duration.ofDays(1).toMillis() - 1);
    }

    private static long time(String name, String text, long ofDay) {
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + ofDay
                    : Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException invalid) {
            throw new InvalidRequestException(
                    name, "must be a date, such as 2026-01-31, or a time, such as 2026-01-31T12:00:00Z");
        }
    }
}
