package dev.tenantry.core.bulk;

/**
 * Why a line was refused. Names the field and never its value.
 *
 * @param line its number, from 1
 * @param field as a path, such as {@code credentials[0].value}; "" for the line as a whole
 * @param message a sentence, or a message key of Keycloak's with its parameters
 */
public record LineError(long line, String field, String message, Object... parameters) {}
