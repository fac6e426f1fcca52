package dev.tenantry.core.signup;

import static dev.tenantry.core.signup.SenderAddress.networks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.signup.SenderAddress.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which addresses a limit counts as one sender. */
final class SenderAddressTest {

    @Test
    void eachIpv4AddressIsAnotherSender() {
        assertThat(networks("192.0.2.1")).isNotEqualTo(networks("192.0.2.2"));
        assertThat(networks("::ffff:192.0.2.1")).isEqualTo(networks("192.0.2.1"));
    }

    @Test
    void anIpv6SubnetIsOneSenderAndItsSiteHasALimitAsWell() {
        List<Network> networks = networks("2001:db8:1:2::1");

        assertThat(networks).isEqualTo(networks("2001:db8:1:2:ffff::9"));
        assertThat(networks).extracting(Network::timesTheLimit).containsExactly(1, SenderAddress.TIMES_FOR_SITES);
        assertThat(networks("2001:db8:1:3::1").get(0)).isNotEqualTo(networks.get(0));
        assertThat(networks("2001:db8:1:3::1").get(1)).isEqualTo(networks.get(1));
        assertThat(networks("2001:db8:2:2::1")).doesNotContainAnyElementsOf(networks);
    }

    @Test
    void allSubnetsOfASiteTogetherAreLimited() {
        Map<String, Integer> uses = new HashMap<>();

        long through = IntStream.range(0, 1000)
                .filter(subnet -> networks("2001:db8:1:%x::1".formatted(subnet)).stream()
                        .allMatch(network -> uses.merge(network.name(), 1, Integer::sum) <= network.timesTheLimit()))
                .count();

        assertThat(through).isEqualTo(SenderAddress.TIMES_FOR_SITES);
    }

    @Test
    void aTextThatIsNoAddressIsUsedUnchanged() {
        assertThat(networks("unknown")).containsExactly(new Network("unknown", 1));
        assertThat(networks("no:address")).containsExactly(new Network("no:address", 1));
        assertThat(networks(null)).containsExactly(new Network("null", 1));
    }
}
