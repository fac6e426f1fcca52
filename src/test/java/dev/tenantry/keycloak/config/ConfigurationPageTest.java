package dev.tenantry.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renews the tables of the page if it is run with {@code -Dtenantry.docs=renew}. */
final class ConfigurationPageTest {

    private static final Path PAGE = Path.of("docs/reference/configuration.md");

    @ParameterizedTest
    @CsvSource({"database", "tenants", "pages"})
    void thePageHasTheTableOfAllOptions(String part) throws IOException {
        String page = Files.readString(PAGE);
        Matcher table = Pattern.compile("(?s)(?<=<!-- " + part + " -->\n).*?(?=<!-- /" + part + " -->)").matcher(page);
        assertThat(table.find()).as("a place for the table " + part).isTrue();
        if ("renew".equals(System.getProperty("tenantry.docs"))) {
            Files.writeString(PAGE, table.replaceFirst(Matcher.quoteReplacement(table(part))));
            return;
        }
        assertThat(table.group()).isEqualTo(table(part));
    }

    private static String table(String part) {
        OptionGroup group = switch (part) {
            case "database" -> DatabaseOptions.GROUP;
            case "tenants" -> TenantOptions.GROUP;
            default -> SignUpOptions.GROUP;
        };
        StringBuilder table = new StringBuilder("| option | default | values | meaning |\n|---|---|---|---|\n");
        group.options().forEach(option -> table.append("| `%s` | %s | %s | %s |\n".formatted(
                option.name(), code(option.defaultOrNull()), option.values(), option.meaning())));
        return table.toString();
    }

    private static String code(String textOrNull) {
        return textOrNull == null || textOrNull.isEmpty() ? "" : "`" + textOrNull + "`";
    }
}
