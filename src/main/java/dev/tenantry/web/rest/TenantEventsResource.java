package dev.tenantry.web.rest;

import dev.tenantry.core.event.EventFilter;
import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Exports a tenant's events, for auditors. One instance per request. */
public class TenantEventsResource {

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;
    private final Supplier<Tenant> tenant;

    /**
     * @param tenant a function that finds the tenant in the registry; called only after the caller's rights are checked
     */
    TenantEventsResource(
            KeycloakSession session,
            TenantPermissions permissions,
            AdminEventBuilder adminEvent,
            Supplier<Tenant> tenant) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.tenant = tenant;
    }

    /**
     * Streams events, one JSON object per line: first all login events, then all admin events. Events of each kind are
     * sorted from the oldest to the newest. If a failure interrupts the download, the connection is closed before the
     * end of the HTTP answer, so that the client can detect the failure.
     *
     * @param kind {@code login} or {@code admin}; both kinds if missing
     * @param types the types of events to export; all types if missing
     * @param from the earliest time, as {@link QueryParameter#time} reads it; no limit if missing
     * @param to the latest time, inclusive; a date means the end of that day; no limit if missing
     */
    @GET
    @Path("export")
    @Produces(TenantUsersResource.LINES)
    public Response export(
            @QueryParam("kind") String kind,
            @QueryParam("type") List<String> types,
            @QueryParam("from") String from,
            @QueryParam("to") String to) {
        permissions.requireManage(); // events contain personal data, such as users' names, addresses and attributes
        Tenant found = tenant.get();
        List<EventFilter> filters = TenantErrors.translate(() -> {
            BundleBody.requireCopyable(found);
            return kinds(kind).stream().map(one -> filter(one, types, from, to)).toList();
        });
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", found.name().value(), "events", "export")
                .success();
        TenantTransactions transactions = session.getProvider(TenantsProvider.class).transactions();
        return Response.ok(
                        BundleBody.streamed(session, found, out -> transactions.snapshot(found, handle -> {
                            EventLines.write(handle, filters, out);
                            return null;
                        })),
                        TenantUsersResource.LINES)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + found.name() + "-events.ndjson\"")
                .build();
    }

    private static List<EventKind> kinds(String asked) {
        if (asked == null) {
            return List.of(EventKind.values());
        }
        return List.of(Arrays.stream(EventKind.values())
                .filter(kind -> kind.word().equals(asked))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("kind", "must be login or admin")));
    }

    private static EventFilter filter(EventKind kind, List<String> types, String from, String to) {
        EventFilter filter = new EventFilter(kind).oldestFirst(true);
        if (!types.isEmpty()) {
            filter.types(types);
        }
        if (from != null) {
            filter.from(QueryParameter.time("from", from));
        }
        if (to != null) {
            filter.to(QueryParameter.endOfTime("to", to));
        }
        return filter;
    }
}
