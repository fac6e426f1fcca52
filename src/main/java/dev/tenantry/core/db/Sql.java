package dev.tenantry.core.db;

import java.util.Arrays;
import java.util.stream.Stream;

/** The text of a statement, and the statement's parameters in order; see {@link Handle}. */
public record Sql(String text, Object... parameters) {

    /**
     * An UPDATE that fails with a {@link MissingRowException} if its row does not exist.
     *
     * @param update an UPDATE of one row, without RETURNING
     */
    public static Sql updateOfOne(String update, Object... parameters) {
        return new Sql(
                "with updated as (" + update + " returning 1) select "
                        + Condition.sql("select count(*)::text from updated"),
                Stream.concat(Arrays.stream(parameters), Stream.of("1", MissingRowException.BEGINNING, "1"))
                        .toArray());
    }
}
