package dev.tenantry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Formats a result as a table with aligned columns. */
final class Table {

    private static final String GAP = "  ";
    private static final Pattern IMAGE = Pattern.compile("^(data:image/[a-z]+;base64,).+$");

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Returns a table with one row for each item, and one column for each given field. The first row contains the
     * fields' names.
     */
    static Table of(List<Json> items, String... fields) {
        Table table = new Table();
        table.row(fields);
        items.forEach(item -> table.row(Arrays.stream(fields).map(item::text).toArray(String[]::new)));
        return table;
    }

    /**
     * Returns a table with one row for each field of the object. Nested objects and lists get one row for each field or
     * item.
     */
    static Table of(Json object) {
        Table table = new Table();
        table.fields("", object);
        return table;
    }

    private void fields(String prefix, Json object) {
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
            String name = prefix + field.getKey();
            if (field.getValue().value() instanceof Map) {
                fields(name + ".", field.getValue());
            } else if (field.getValue().value() instanceof List) {
                field.getValue().items().forEach(item -> row(name, inOneLine(item)));
            } else {
                row(name, withoutImage(field.getValue().toString()));
            }
        }
    }

    /** Replaces the content of an image in a data: URI by an ellipsis, since people can't read the content. */
    private static String withoutImage(String text) {
        return IMAGE.matcher(text).replaceFirst("$1…");
    }

    private static String inOneLine(Json item) {
        if (item.has("errorMessage")) {
            return ApiError.line(item);
        }
        return item.value() instanceof Map
                ? String.join(GAP, item.fields().values().stream().map(Json::toString).toList())
                : item.toString();
    }

    private void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Terminal::printable).toList());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int[] widths = IntStream.range(0, rows.isEmpty() ? 0 : rows.get(0).size()).map(this::width).toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - length(cell))).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
