package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a plan: what {@code apply} does about one field of a tenant.
 *
 * @param field the field; empty if the line is about the whole tenant
 * @param from the value on the server; empty if the field has none
 * @param to the value that the file declares; empty if it declares none
 * @param note a remark; empty if there is none
 */
record PlanLine(Action action, String tenant, String field, String from, String to, String note) {

    /** What {@code apply} does about a tenant. Operations have the same names as the commands for these operations. */
    enum Action {
        PROVISION, CHANGE, SUSPEND, RESUME, ARCHIVE, RESTORE, DROP,
        /** The tenant matches the file. */
        UNCHANGED,
        /** The server has the tenant, but the file does not list the tenant. */
        UNLISTED,
        /** The file declares a change that {@code apply} can't make. */
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
