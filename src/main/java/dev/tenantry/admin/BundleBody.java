package dev.tenantry.admin;

import dev.tenantry.realm.TenantExport;
import dev.tenantry.tenant.Tenant;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** A bundle as the body of an answer or a request, which may take longer than a transaction of Keycloak's may. */
final class BundleBody {

    static final String ZIP = "application/zip";

    private BundleBody() {}

    /**
     * Written while the caller reads. What fails then can't change the status any more: the answer breaks off, and the
     * bundle has no manifest.
     */
    static Response answer(KeycloakSession session, Tenant tenant) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        StreamingOutput body = out -> {
            endTransaction(session);
            TenantExport.write(factory, tenant, out);
        };
        return Response.ok(body, ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + tenant.name() + ".zip\"")
                .build();
    }

    /**
     * Commits what the session has done so far. Keycloak would do it after the answer, and JTA would have rolled it
     * back by then where that takes five minutes or more (CloseSessionFilter, 26.7).
     */
    static void endTransaction(KeycloakSession session) {
        session.getTransactionManager().commit();
    }
}
