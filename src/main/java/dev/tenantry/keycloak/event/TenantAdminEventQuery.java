package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventFilter;
import dev.tenantry.core.event.EventKind;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AdminEventQuery;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;

/** A query for admin events. Works like {@link TenantEventQuery}. Not thread-safe. */
@SuppressWarnings({"deprecation", "JavaUtilDate"}) // Keycloak's interface has deprecated methods, and uses Date
final class TenantAdminEventQuery implements AdminEventQuery {

    private final KeycloakSession session;
    private final AdminEventQuery standard;
    private final EventFilter filter = new EventFilter(EventKind.ADMIN);
    private String realmId;

    TenantAdminEventQuery(KeycloakSession session, AdminEventQuery standard) {
        this.session = session;
        this.standard = standard;
    }

    @Override
    public AdminEventQuery realm(String id) {
        standard.realm(id);
        realmId = id;
        return this;
    }

    @Override
    public AdminEventQuery authRealm(String authRealmId) {
        standard.authRealm(authRealmId);
        filter.authRealm(authRealmId);
        return this;
    }

    @Override
    public AdminEventQuery authClient(String clientId) {
        standard.authClient(clientId);
        filter.client(clientId);
        return this;
    }

    @Override
    public AdminEventQuery authUser(String userId) {
        standard.authUser(userId);
        filter.user(userId);
        return this;
    }

    @Override
    public AdminEventQuery authIpAddress(String ipAddress) {
        standard.authIpAddress(ipAddress);
        filter.ipAddress(ipAddress);
        return this;
    }

    @Override
    public AdminEventQuery operation(OperationType... operations) {
        standard.operation(operations);
        filter.types(Arrays.stream(operations).map(OperationType::name).toList());
        return this;
    }

    @Override
    public AdminEventQuery resourceType(ResourceType... types) {
        standard.resourceType(types);
        filter.resourceTypes(Arrays.stream(types).map(ResourceType::name).toList());
        return this;
    }

    @Override
    public AdminEventQuery resourcePath(String pattern) {
        standard.resourcePath(pattern);
        filter.resourcePath(pattern);
        return this;
    }

    @Override
    public AdminEventQuery fromTime(Date from) {
        return fromTime(from.getTime());
    }

    @Override
    public AdminEventQuery fromTime(long from) {
        standard.fromTime(from);
        filter.from(from);
        return this;
    }

    @Override
    public AdminEventQuery toTime(Date to) {
        return toTime(to.getTime());
    }

    @Override
    public AdminEventQuery toTime(long to) {
        standard.toTime(to);
        filter.to(to);
        return this;
    }

    @Override
    public AdminEventQuery firstResult(int first) {
        standard.firstResult(first);
        filter.skip(first);
        return this;
    }

    @Override
    public AdminEventQuery maxResults(int max) {
        standard.maxResults(max);
        filter.limit(max);
        return this;
    }

    @Override
    public AdminEventQuery orderByDescTime() {
        standard.orderByDescTime();
        filter.oldestFirst(false);
        return this;
    }

    @Override
    public AdminEventQuery orderByAscTime() {
        standard.orderByAscTime();
        filter.oldestFirst(true);
        return this;
    }

    @Override
    public Stream<AdminEvent> getResultStream() {
        Optional<TenantEvents> tenant = TenantEvents.of(session, realmId);
        return tenant.isEmpty()
                ? standard.getResultStream()
                : tenant.get().list(filter).stream().map(stored -> AdminEvents.event(realmId, stored));
    }
}
