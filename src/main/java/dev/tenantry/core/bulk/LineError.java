package dev.tenantry.core.bulk;

/**
 * Why a line was refused. Names the field and never its value.
 *
 * @param line the line's number, from 1
 * @param field the field's path, such as {@code credentials[0].value}; "" if the whole line is at fault
 * @param message a sentence, or a key of Keycloak's messages, to be used with the parameters
 */
public record LineError(long line, String field, String message, Object... parameters) {}
