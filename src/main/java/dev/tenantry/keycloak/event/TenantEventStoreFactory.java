package dev.tenantry.keycloak.event;

import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.jpa.JpaEventStoreProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's own factory, which has the same id. */
public final class TenantEventStoreFactory extends JpaEventStoreProviderFactory {

    @Override
    public int order() {
        return 10;
    }

    @Override
    public EventStoreProvider create(KeycloakSession session) {
        return new TenantEventStore(
                session, session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }
}
