package dev.tenantry.web.pages;

import dev.tenantry.web.console.ConsoleClient;
import dev.tenantry.web.signup.MailQueue;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Mounts {@link TenantPages} at {@code /realms/{realm}/tenants}, and creates the pages' shared services when the server
 * starts.
 */
public final class TenantPagesFactory implements RealmResourceProviderFactory {

    private final MailQueue mails = new MailQueue();

    @Override
    public String getId() {
        return "tenants";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new TenantPages(session, mails);
    }

    @Override
    public void init(Config.Scope options) {
        // Does nothing: all options belong to the tenants SPI.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                ConsoleClient.provide(factory);
            }
        });
    }

    @Override
    public void close() {
        mails.close();
    }
}
