package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of a tenant in a file of tenants. The name of a nested field is the field's path, such as
 * {@code branding.accentColor}. The JSON schema {@code tenants.schema.json} describes these fields for editors.
 */
final class TenantFields {

    /** The type of a field's value in YAML or JSON. */
    enum Type {
        TEXT("a text"),
        WHOLE_NUMBER("a whole number from 0"),
        YES_OR_NO("true or false"),
        TEXTS("a list of texts"),
        LISTS("lists of texts by name"),
        OBJECT("an object");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        boolean accepts(Object value) {
            return switch (this) {
                case TEXT -> value instanceof String;
                case WHOLE_NUMBER -> value instanceof Integer number && number >= 0;
                case YES_OR_NO -> value instanceof Boolean;
                case TEXTS -> value instanceof List<?> items && items.stream().allMatch(String.class::isInstance);
                case LISTS -> value instanceof Map<?, ?> lists && lists.entrySet().stream()
                        .allMatch(list -> list.getKey() instanceof String && TEXTS.accepts(list.getValue()));
                case OBJECT -> value instanceof Map;
            };
        }

        @Override
        public String toString() {
            return description;
        }
    }

    static final Map<String, Type> TYPES = types();

    private TenantFields() {}

    private static Map<String, Type> types() {
        Map<String, Type> types = new LinkedHashMap<>();
        for (String text : List.of("name", "displayName", "template", "database", "host", "state")) {
            types.put(text, Type.TEXT);
        }
        types.put("retentionDays", Type.WHOLE_NUMBER);
        types.put("branding", Type.OBJECT);
        for (String text : List.of("accentColor", "logo", "logoFile")) {
            types.put("branding." + text, Type.TEXT);
        }
        types.put("user", Type.OBJECT);
        for (String text : List.of("username", "email", "firstName", "lastName", "passwordFile")) {
            types.put("user." + text, Type.TEXT);
        }
        types.put("user.emailVerified", Type.YES_OR_NO);
        types.put("user.enabled", Type.YES_OR_NO);
        types.put("user.requiredActions", Type.TEXTS);
        types.put("user.groups", Type.TEXTS);
        types.put("user.attributes", Type.LISTS);
        return types;
    }

    /** Returns the names of the fields that an object can have, separated by commas. */
    static String names(String prefix) {
        return TYPES.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0)
                .map(path -> path.substring(prefix.length()))
                .collect(Collectors.joining(", "));
    }
}
