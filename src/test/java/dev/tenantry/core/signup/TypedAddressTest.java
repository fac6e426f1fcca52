package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tenant a typed address names. */
final class TypedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "acme, acme", "Acme, acme", "acme/, acme", "https://id.test/realms/acme, acme",
        "https://id.test/realms/Acme/account/?x=/y, acme", "/realms/globex/realms/acme, acme", "/realms/, ''", "//, ''"})
    void theNameIsTheTextItselfOrFollowsRealmsInAnAddress(String typed, String name) {
        assertThat(TypedAddress.name(typed)).isEqualTo(name);
    }
}
