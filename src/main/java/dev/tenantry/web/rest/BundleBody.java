package dev.tenantry.web.rest;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.keycloak.bundle.TenantExport;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Sends or receives a bundle as an HTTP body. The transfer may take longer than the timeout of Keycloak's transactions.
 */
final class BundleBody {

    private static final Logger LOG = Logger.getLogger(BundleBody.class);

    static final String ZIP = "application/zip";

    private BundleBody() {}

    /**
     * Streams the tenant's bundle. If a failure interrupts the download, the HTTP status is already sent. Therefore the
     * connection is closed early, and the client gets an incomplete bundle without a manifest.
     *
     * @param events true to include the tenant's events
     */
    static Response answer(KeycloakSession session, Tenant tenant, boolean events) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        return Response.ok(streamed(session, tenant, out -> TenantExport.write(factory, tenant, events, out)), ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + tenant.name() + ".zip\"")
                .build();
    }

    /**
     * Checks that the tenant's schema can be copied. Call this method before the response starts.
     *
     * @throws TenantException (wrong state) if the tenant's state does not allow a copy of the schema
     */
    static void requireCopyable(Tenant tenant) {
        if (!tenant.state().canBeCopied()) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
    }

    /**
     * Streams a body that is written in a transaction on the tenant's schema. The transaction stays open until the
     * client has received the whole body. If a failure occurs before the first bytes are sent, the client gets the
     * failure's status, as from any other request.
     *
     * @param writing writes the body; must not close the stream
     */
    static StreamingOutput streamed(KeycloakSession session, Tenant tenant, Consumer<OutputStream> writing) {
        Duration timeout = session.getProvider(TenantsProvider.class).settings().downloadTimeout();
        return out -> {
            endTransaction(session);
            try (DownloadStream watched = new DownloadStream(out, timeout)) {
                TenantLog.run(tenant.name().value(), () -> TenantErrors.run(() -> writing.accept(watched)));
            } catch (UncheckedIOException failure) {
                LOG.warnf("A download of tenant %s broke off: %s", tenant.name(), failure.getCause().getMessage());
                throw failure;
            }
        };
    }

    /**
     * Commits the session's work before the body is sent. Without this call, Keycloak would commit only after the whole
     * body is sent (CloseSessionFilter, 26.7). Then the commit could fail, because JTA rolls a transaction back after
     * five minutes, and sending the body may take longer.
     */
    static void endTransaction(KeycloakSession session) {
        session.getTransactionManager().commit();
    }
}
