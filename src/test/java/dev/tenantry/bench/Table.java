package dev.tenantry.bench;

import java.util.Locale;

/** A table in Markdown. */
final class Table {

    private final StringBuilder text = new StringBuilder();

    Table(String... heads) {
        row((Object[]) heads);
        text.append("|---".repeat(heads.length)).append("|\n");
    }

    /** Adds a row. A number with a fraction gets three digits, or no decimal places if it is 100 or more. */
    Table row(Object... cells) {
        for (Object cell : cells) {
            text.append("| ").append(cell instanceof Double number ? written(number) : cell).append(' ');
        }
        text.append("|\n");
        return this;
    }

    static String written(double number) {
        int digits = number >= 100 ? 0 : number >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }

    static String times(double ratio) {
        return written(ratio) + " ×";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
