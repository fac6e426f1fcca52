package dev.tenantry.keycloak.realm;

import dev.tenantry.keycloak.session.CurrentRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

/**
 * The hosts of Keycloak itself: the host of realm master and the host of Keycloak's admin console. All realms without a
 * host of their own share master's host.
 */
final class ServerHosts {

    private ServerHosts() {}

    /**
     * True if the host is one of Keycloak's own hosts. Without an HTTP request, for example in {@code kc.sh import},
     * only hosts in Keycloak's options and in master's attribute {@code frontendUrl} are known.
     */
    static boolean contain(KeycloakSession session, String host) {
        Stream<String> own = CurrentRequest.of(session).isPresent() ? requested(session) : configured(session);
        return own.anyMatch(host::equalsIgnoreCase);
    }

    private static Stream<String> requested(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        RealmModel current = context.getRealm();
        context.setRealm(MasterRealm.of(session));
        try {
            return Stream.of(
                    context.getUri(UrlType.FRONTEND).getBaseUri().getHost(),
                    context.getUri(UrlType.ADMIN).getBaseUri().getHost());
        } finally {
            context.setRealm(current);
        }
    }

    /** Reads the options as Keycloak does, with or without a scheme (HostnameV2ProviderFactory.init, 26.7). */
    private static Stream<String> configured(KeycloakSession session) {
        Config.Scope options = Config.scope("hostname", "v2");
        Stream<String> fromOptions = Stream.of("hostname", "hostname-admin")
                .map(options::get)
                .filter(Objects::nonNull)
                .map(ServerHosts::host)
                .flatMap(Optional::stream);
        return Stream.concat(fromOptions, RealmHosts.hostOf(MasterRealm.of(session)).stream());
    }

    private static Optional<String> host(String hostOrAddress) {
        try {
            String address = hostOrAddress.contains("://") ? hostOrAddress : "http://" + hostOrAddress;
            return Optional.ofNullable(URI.create(address.trim()).getHost());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
