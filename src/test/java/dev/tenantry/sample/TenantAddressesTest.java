package dev.tenantry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tenant a request is for is said by its host or by its path, and by nothing that is no plain name. */
final class TenantAddressesTest {

    private final TenantAddresses addresses = new TenantAddresses(URI.create("https://app.test:8443"));

    @ParameterizedTest
    @CsvSource({
        "app.test:8443,      /acme/,         acme,   https://app.test:8443/acme/,   /",
        "app.test:8443,      /acme/callback, acme,   https://app.test:8443/acme/,   /callback",
        "app.test:8443,      /acme,          acme,   https://app.test:8443/acme/,   ''",
        "acme.app.test:8443, /,              acme,   https://acme.app.test:8443/,   /",
        "acme.app.test:8443, /globex/,       acme,   https://acme.app.test:8443/,   /globex/",
        "a-1.app.test:8443,  /callback,      a-1,    https://a-1.app.test:8443/,    /callback"})
    void aTenantIsNamedByTheHostOrElseByThePath(String host, String path, String name, String home, String rest) {
        TenantAddresses.Place place = addresses.of(host, path).orElseThrow();

        assertThat(place.tenant().name()).isEqualTo(name);
        assertThat(place.tenant().home()).hasToString(home);
        assertThat(place.path()).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/master/", "/Acme/", "/a..b/", "/../", "/%61cme/", "/acme%2f..%2fmaster/",
        "/a@b/", "/a:1/", "/a?b/", "/-a/", "/a-/", "/a--b/", "/a.b/", "/ä/", "/a\n/"})
    void aPathWithoutAPlainNameIsNobodys(String path) {
        assertThat(addresses.of("app.test:8443", path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"master.app.test:8443", "a.b.app.test:8443", ".app.test:8443", "acme.app.test", "app.test",
        "acme.elsewhere.test:8443", "acmeapp.test:8443", "ACME.app.test:8443", "acme.app.test:8443.elsewhere.test", ""})
    void aHostThatIsNotBelowTheApplicationsIsNobodys(String host) {
        assertThat(addresses.of(host, "/acme/")).isEmpty();
    }

    @Test
    void aRequestWithoutAHostIsNobodysAndANameIsNoLongerThanATenants() {
        assertThat(addresses.of(null, "/acme/")).isEmpty();
        assertThat(addresses.of("app.test:8443", "/" + "a".repeat(63) + "/")).isPresent();
        assertThat(addresses.of("app.test:8443", "/" + "a".repeat(64) + "/")).isEmpty();
    }
}
