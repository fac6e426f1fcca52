package dev.tenantry.core.bulk;

/**
 * The reason why a line was refused. Names the faulty field, and never contains the value of the field.
 *
 * @param line the number of the line in the input; the first line has number 1
 * @param field the field's path, such as {@code credentials[0].value}; "" if the whole line is at fault
 * @param message an English text, or the key of one of Keycloak's messages
 * @param parameters the parameters of Keycloak's message; empty for an English text
 */
public record LineError(long line, String field, String message, Object... parameters) {}
