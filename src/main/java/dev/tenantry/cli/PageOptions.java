package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that select which entries of a long list are shown. */
final class PageOptions {

    @Option(names = "--search", paramLabel = "TEXT", description = "Lists only names that contain this text.")
    private String search;

    @Option(names = "--first", paramLabel = "INDEX", description = "The index of the first item, from 0. Default: 0.")
    private Integer first = 0;

    @Option(names = "--max", paramLabel = "COUNT", description = "How many items are listed. Default: 100.")
    private Integer max = 100;

    /** @param state the state to filter by; null for all states */
    int show(CommandContext context, String items, String path, String state, String... fields) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("search", search);
        query.put("state", state);
        query.put("first", first);
        query.put("max", max);
        Answer page = context.api().get(path, query);
        boolean isAll = first == 0 && search == null && state == null;
        context.list("No " + items + (isAll ? "." : " found."), page, fields);
        if (max > 0 && page.json().items().size() == max) {
            context.terminal().note("There may be more: --first " + (first + max));
        }
        return Tenantry.OK;
    }
}
