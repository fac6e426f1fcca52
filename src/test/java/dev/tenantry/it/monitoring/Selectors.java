package dev.tenantry.it.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the selectors in a PromQL query, such as {@code up{job="keycloak"}}. They name the series that are read. */
final class Selectors {

    private static final String GROUPING = "\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)";
    private static final String RANGE = "\\[[^]\"]*\\]";
    private static final Pattern SELECTOR = Pattern.compile(
            "\"[^\"]*\"|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\\{(?:[^}\"]|\"[^\"]*\")*\\})?(?<call>\\s*\\()?");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "by");

    private Selectors() {
    }

    static Set<String> in(String promQl) {
        String read = promQl.replaceAll(RANGE, "").replaceAll(GROUPING, "");
        return SELECTOR.matcher(read).results()
                .filter(found -> found.group(1) != null && found.group(3) == null && !WORDS.contains(found.group(1)))
                .map(Selectors::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(MatchResult found) {
        return found.group(2) == null ? found.group(1) : found.group(1) + found.group(2);
    }
}
