package dev.tenantry.bulk;

/**
 * Why a line was refused. Says which field is wrong and never what stands in it.
 *
 * @param line its number, from 1
 * @param field as a path, such as {@code credentials[0].value}; "" where it is the line as a whole
 * @param message a sentence, or a message key of Keycloak's with its parameters
 */
public record LineError(long line, String field, String message, Object... parameters) {}
