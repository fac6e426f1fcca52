package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantsFileTest {

    private static final String SYNTAX =
            "Wrong YAML syntax. Indent by spaces, and quote texts with special characters";

    @TempDir
    private Path folder;

    private List<DeclaredTenant> read(String content) throws IOException {
        return TenantsFile.read(Files.writeString(folder.resolve("tenants.yaml"), content).toString());
    }

    private void assertRefused(String content, String... lines) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(FailedException.class)
                .satisfies(refused -> assertThat(refused.getMessage().lines())
                        .map(line -> line.replace(folder + "/", ""))
                        .containsExactly(lines));
    }

    @Test
    void aFileHasAllFieldsOfTheApi() throws IOException {
        Files.write(folder.resolve("acme.png"), Base64.getDecoder().decode("iVBORw0KGgo="));
        Files.writeString(folder.resolve("acme.password"), "lovelace-1815\n");

        List<DeclaredTenant> tenants = read("""
                tenants:
                  - name: acme
                    displayName: "Acme  Ltd. "
                    template: company
                    database: eu
                    host: acme.example.com
                    state: ACTIVE
                    retentionDays: 7
                    branding: {accentColor: "#0A5C36", logoFile: acme.png}
                    user:
                      username: ada
                      email: ada@acme.test
                      emailVerified: true
                      enabled: true
                      firstName: Ada
                      lastName: Byron
                      passwordFile: acme.password
                      requiredActions: [UPDATE_PASSWORD]
                      groups: [/staff]
                      attributes: {locale: [en]}
                  - name: globex
                """);

        assertThat(tenants).extracting(DeclaredTenant::name).containsExactly("acme", "globex");
        Map<String, Object> request = tenants.get(0).provisioningRequest();
        assertThat(request.keySet()).containsExactly(
                "name", "displayName", "template", "database", "host", "branding", "user");
        assertThat(request.get("displayName")).isEqualTo("Acme Ltd.");
        assertThat(request.get("branding")).isEqualTo(
                Map.of("accentColor", "#0a5c36", "logo", "data:image/png;base64,iVBORw0KGgo="));
        assertThat(new Json(request.get("user")).get("credentials").value()).isEqualTo(List.of(
                Map.of("type", "password", "value", "lovelace-1815", "temporary", false)));
        assertThat(new Json(request.get("user")).has("passwordFile")).isFalse();
    }

    @Test
    void jsonAndAliasesAreRead() throws IOException {
        assertThat(read("{\"tenants\": [{\"name\": \"acme\"}]}")).hasSize(1);
        List<DeclaredTenant> tenants = read("""
                tenants:
                  - {name: acme, branding: &look {accentColor: "#0a5c36"}}
                  - {name: globex, branding: *look}
                """);
        assertThat(tenants.get(1).fields().get("branding").text("accentColor")).isEqualTo("#0a5c36");
    }

    @Test
    void eachWrongFieldIsNamedWithFileAndTenant() {
        assertRefused("""
                tenants:
                  - name: acme
                    hosts: acme.example.com
                    state: GONE
                    retentionDays: -1
                    branding: {logo: "data:image/png;base64,iVBORw0KGgo=", logoFile: acme.png, color: red}
                    user: {email: ada@acme.test, credentials: [{type: password, value: lovelace-1815}]}
                  - name: Globex
                  - displayName: Hooli
                    host:
                  - acme
                """,
                "tenants.yaml: acme: hosts: There is no such field. Possible: name, displayName, template, database, host,"
                        + " state, retentionDays, branding, user",
                "tenants.yaml: acme: retentionDays: must be a whole number from 0",
                "tenants.yaml: acme: branding.color: There is no such field. Possible: accentColor, logo, logoFile",
                "tenants.yaml: acme: user.credentials: A file of tenants must not contain secrets. Use user.passwordFile",
                "tenants.yaml: acme: state: must be one of ACTIVE, SUSPENDED, ARCHIVED, DROPPED",
                "tenants.yaml: acme: branding.logo: logo and logoFile exclude each other",
                "tenants.yaml: acme: user.username: is missing",
                "tenants.yaml: Globex: name: must be 2 to 63 lower-case letters, digits and single hyphens",
                "tenants.yaml: tenant 3: host: must be a text",
                "tenants.yaml: tenant 3: name: must be 2 to 63 lower-case letters, digits and single hyphens",
                "tenants.yaml: tenant 4: must be an object");
    }

    @Test
    void aNameOrHostThatIsListedTwiceIsRefused() {
        assertRefused("""
                tenants:
                  - {name: acme, host: login.example.com}
                  - {name: acme}
                  - {name: globex, host: login.example.com}
                """,
                "tenants.yaml: acme: name: Another tenant in the file has the same name",
                "tenants.yaml: globex: host: Another tenant in the file has the same host");
    }

    @Test
    void aFieldWithADotInItsNameIsUnknown() {
        assertRefused("""
                tenants:
                  - name: acme
                    branding.accentColor: "#0a5c36"
                    user: {username: ada, attributes.locale: [en]}
                  - {name: globex, user.enabled: false, user.requiredActions: [UPDATE_PASSWORD]}
                """,
                "tenants.yaml: acme: branding.accentColor: " + dotted(""),
                "tenants.yaml: acme: user.attributes.locale: " + dotted("user."),
                "tenants.yaml: globex: user.enabled: " + dotted(""),
                "tenants.yaml: globex: user.requiredActions: " + dotted(""));
    }

    private static String dotted(String prefix) {
        return "There is no such field: the names of fields contain no dots. Possible: " + TenantFields.names(prefix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tenants: [{name: acme, name: globex}] | line 1, column 24: found duplicate key name",
        "tenants: [ | line 1, column 11: " + SYNTAX,
        "'tenants:\n\t- name: acme' | line 2, column 1: " + SYNTAX,
        "tenants: !!java.net.URL [x] | line 1, column 10: " + SYNTAX,
        "tenants: [{{name}: acme}] | is not valid YAML. Possible reasons: a list or an object is used as the name of a"
                + " field, or there is a control character",
        "acme: {} | tenants: must be a list of tenants",
    })
    void aFileThatIsNoListOfTenantsIsRefused(String content, String problem) {
        assertRefused(content, "tenants.yaml: " + problem);
    }

    /** The parser's descriptions of these errors quote a part of the value. */
    @ParameterizedTest
    @ValueSource(strings = {
        "!lovelace", "!love!lace", "*lovelace", "\"\\ulovelace\"", "'lovelace", "@lovelace", "lovelace\0"})
    void theErrorInAValueThatIsNotYamlDoesNotQuoteTheValue(String value) {
        String content = "tenants: [{name: acme, user: {credentials: [{value: " + value + "}]}}]";

        assertThatThrownBy(() -> read(content))
                .isInstanceOf(FailedException.class)
                .hasMessageNotContaining("love");
    }

    @Test
    void tenThousandTenantsShareTheirBrandingByAnAlias() throws IOException {
        StringBuilder content = new StringBuilder("""
                tenants:
                  - name: acme
                    branding: &look {accentColor: "#0a5c36"}
                    user: {username: ada, requiredActions: &todo [UPDATE_PASSWORD]}
                """);
        for (int i = 1; i < 10_000; i++) {
            content.append("  - {name: acme-").append(i).append(", displayName: ").append("Acme ".repeat(50))
                    .append(", branding: *look, user: {username: ada, requiredActions: *todo}}\n");
        }

        List<DeclaredTenant> tenants = read(content.toString());

        assertThat(tenants).hasSize(10_000);
        assertThat(tenants.get(9_999).fields().get("branding").text("accentColor")).isEqualTo("#0a5c36");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        assertRefused("tenants: []\n" + "#".repeat(32 * 1024 * 1024),
                "tenants.yaml: is larger than 32 MiB. Use logoFile for logos, or several files");
    }

    @Test
    void anAliasThatContainsItselfAndABombOfAliasesAreRefused() {
        String tooMany = "tenants.yaml: has more than 2000000 values, counted with the content of each alias."
                + " Use several files";
        assertRefused("tenants: &all [{name: acme, user: *all}]", tooMany);
        String bomb = "a: &a [x, x]\n" + "bcdefghijk".chars()
                .mapToObj(letter -> (char) letter + ": &" + (char) letter + " ["
                        + ("*" + (char) (letter - 1) + ", ").repeat(9) + "x]\n")
                .reduce("", String::concat);
        assertRefused(bomb, tooMany);
        String attributes = IntStream.range(0, 2_000).mapToObj(i -> ", a" + i + ": *a").collect(Collectors.joining());
        assertRefused("tenants: [{name: acme, user: {username: ada, attributes: {a: &a [" + "x, ".repeat(2_000) + "x]"
                + attributes + "}}}]", tooMany);
        assertRefused("tenants: " + "[".repeat(100_000), "tenants.yaml: Lists or objects are nested too deeply");
    }

    @Test
    void missingFilesAreNamed() {
        assertThatThrownBy(() -> TenantsFile.read(folder + "/none.yaml"))
                .hasMessage("There is no file " + folder + "/none.yaml that can be read as UTF-8");
        assertRefused("tenants: [{name: acme, branding: {logoFile: none.png}}]",
                "tenants.yaml: acme: branding.logoFile: There is no file none.png that can be read");
        assertThatThrownBy(() -> read("tenants: [{name: acme, user: {username: ada, passwordFile: none}}]")
                .get(0).provisioningRequest()).hasMessage("user.passwordFile: There is no file none that can be read");
    }

    @Test
    void filesWithInvalidPathsAreNamed() {
        String problem = "can't be the path of a file: Nul character not allowed. If the path has non-ASCII letters, set"
                + " LC_ALL=C.UTF-8, and repeat the command";
        assertRefused("tenants: [{name: acme, branding: {logoFile: \"a\\0b\"}}]",
                "tenants.yaml: acme: branding.logoFile: a\0b " + problem);
        assertThatThrownBy(() -> read("tenants: [{name: acme, user: {username: ada, passwordFile: \"a\\0b\"}}]")
                .get(0).provisioningRequest()).hasMessage("user.passwordFile: a\0b " + problem);
    }
}
