package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostRulesTest {

    private static final HostRules RULES = new HostRules("https://{host}", List.of("Login.example.com"));

    @ParameterizedTest
    @ValueSource(strings = {"acme.example.com", "a.b", "x1.localhost", "xn--bcher-kva.example", "a-b.c-d.example"})
    void fullNamesInLowerCaseAreHosts(String host) {
        assertThat(RULES.accept(host)).isEqualTo("https://" + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "Acme.example.com", "acme.example.com.", ".example.com", "a..b",
        "-a.example", "a-.example", "a_b.example", "10.0.0.1", "[::1]", "acme.example.com:8443", "https://acme.example.com",
        "acme.example.com/path", "user@acme.example.com", "acme.example.com\n", "acme example.com", "*.example.com",
        "bücher.example", "login.example.com"})
    void otherTextsAreRefused(String host) {
        refused(host);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 254})
    void aTooLongNameIsRefused(int length) {
        refused("a".repeat(length) + ".example");
    }

    @Test
    void theLongestDnsNameIsAHost() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(RULES.accept(longest)).endsWith(longest).hasSize("https://".length() + 253);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.example", "ftp://{host}", "https://{host}:0", "https://{host}/realms",
        "{host}"})
    void invalidAddressTemplatesAreRefused(String address) {
        assertThatThrownBy(() -> new HostRules(address, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(String host) {
        assertThatThrownBy(() -> RULES.accept(host))
                .isInstanceOfSatisfying(TenantException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(TenantException.Reason.INVALID_HOST));
    }
}
