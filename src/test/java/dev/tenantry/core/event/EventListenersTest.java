package dev.tenantry.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class EventListenersTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final EventListeners listeners = new EventListeners();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aListenerThatFailsStopsNeitherTheOthersNorTheRequest() {
        StoredEvent event = new StoredEvent(
                EventKind.LOGIN, 1, "e", "LOGIN", null, null, null, null, null, null, null, null, null, null);
        listeners.add((tenant, told) -> {
            throw new IllegalStateException("out of order");
        });
        listeners.add((tenant, told) -> heard.add(tenant.name() + " " + told.id()));

        listeners.tell(TENANTS.acme(), event);

        assertThat(heard).containsExactly("acme e");
    }
}
