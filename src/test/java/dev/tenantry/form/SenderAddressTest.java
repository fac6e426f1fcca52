package dev.tenantry.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom a limit takes for one sender. */
final class SenderAddressTest {

    @Test
    void ofIpv4EachAddressIsAnother() {
        assertThat(SenderAddress.of("192.0.2.1")).isNotEqualTo(SenderAddress.of("192.0.2.2"));
        assertThat(SenderAddress.of("::ffff:192.0.2.1")).isEqualTo(SenderAddress.of("192.0.2.1"));
    }

    @Test
    void ofIpv6AWholeNetworkIsOne() {
        assertThat(SenderAddress.of("2001:db8:1:2::1")).isEqualTo(SenderAddress.of("2001:db8:1:2:ffff::9"));
        assertThat(SenderAddress.of("2001:db8:1:2::1")).isNotEqualTo(SenderAddress.of("2001:db8:1:3::1"));
    }

    @Test
    void whatIsNoAddressIsTakenAsItIs() {
        assertThat(SenderAddress.of("unknown")).isEqualTo("unknown");
        assertThat(SenderAddress.of("no:address")).isEqualTo("no:address");
        assertThat(SenderAddress.of(null)).isEqualTo("null");
    }
}
