package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a plan: the action of {@code apply} on one field of a tenant, or on the whole tenant.
 *
 * @param field the field; empty if the line is about the whole tenant
 * @param from the field's value on the server; empty if the field has no value on the server
 * @param to the field's value in the file; empty if the file declares no value, or if the action is a conflict
 * @param note a remark; empty if there is no remark
 */
record PlanLine(Action action, String tenant, String field, String from, String to, String note) {

    /**
     * The action of {@code apply} on a tenant, or the reason for doing nothing. An action that is an operation has the
     * name of the operation's command.
     */
    enum Action {
        PROVISION, CHANGE, SUSPEND, RESUME, ARCHIVE, RESTORE, DROP,
        /** The tenant matches the file. */
        UNCHANGED,
        /** The server has the tenant, but the file does not list the tenant. */
        UNLISTED,
        /** {@code apply} can't bring the tenant into line with the file. The line's note contains the reason. */
        CONFLICT;

        boolean isChange() {
            return compareTo(UNCHANGED) < 0;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern IMAGE = Pattern.compile("data:(image/[a-z]+);base64,(.*)", Pattern.DOTALL);

    static PlanLine of(Action action, String tenant, String field, String from, String to) {
        return new PlanLine(action, tenant, field, from, to, "");
    }

    static PlanLine of(Action action, String tenant, String note) {
        return new PlanLine(action, tenant, "", "", "", note);
    }

    /** Replaces an image in a value by the image's type and size. */
    PlanLine {
        from = withoutImage(from);
        to = withoutImage(to);
    }

    private static String withoutImage(String value) {
        Matcher image = IMAGE.matcher(value);
        return image.matches() ? image.group(1) + ", " + Progress.size(image.group(2).replace("=", "").length() * 3L / 4) : value;
    }

    /** Returns the line as an object for the command's JSON output. Omits empty values. */
    Json json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("action", action.toString());
        line.put("tenant", tenant);
        line.put("field", field);
        line.put("from", from);
        line.put("to", to);
        line.put("note", note);
        line.values().removeIf(""::equals);
        return new Json(line);
    }

    /**
     * Returns the line for the command's table. The column {@code change} contains the present value, the declared
     * value and the remark.
     */
    Json row() {
        boolean hasTwoValues = action.isChange() && action != Action.PROVISION;
        String values = hasTwoValues ? (from + " → " + to).strip() : from + to;
        return json().with("change", values.isEmpty() || note.isEmpty() ? values + note : values + " (" + note + ")");
    }
}
