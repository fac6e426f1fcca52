package dev.tenantry.sample;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tenant a request is for: by the host, {@code https://acme.app.example.com/}, or, at the application's own host,
 * by the beginning of the path, {@code https://app.example.com/acme/}.
 *
 * <p>The name goes into the address of the issuer, so it is looked at before it gets there: nothing but a plain name
 * passes, and no name leads to another server, or to another place on Keycloak than a realm's. A realm that is not a
 * tenant's passes, unless it is named here; it has no client of the application's, so nobody gets in by it.
 */
final class TenantAddresses {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 63;
    private static final Set<String> NO_TENANTS = Set.of("master");
    private static final Pattern PATH = Pattern.compile("/([^/]*)(/.*)?");

    private final URI application;

    TenantAddresses(URI application) {
        this.application = application;
    }

    /** A tenant, and the rest of the path. */
    record Place(Tenant tenant, String path) {
    }

    /**
     * Empty where nothing can be.
     *
     * @param host the request's header Host
     */
    Optional<Place> of(String host, String path) {
        String own = application.getAuthority();
        if (own.equals(host)) {
            Matcher parts = PATH.matcher(path);
            return parts.matches() && isName(parts.group(1))
                    ? Optional.of(new Place(new Tenant(parts.group(1), at(own, "/" + parts.group(1))),
                            Objects.requireNonNullElse(parts.group(2), "")))
                    : Optional.empty();
        }
        if (host != null && host.endsWith("." + own)) {
            String name = host.substring(0, host.length() - own.length() - 1);
            return isName(name) ? Optional.of(new Place(new Tenant(name, at(host, "")), path)) : Optional.empty();
        }
        return Optional.empty();
    }

    private URI at(String authority, String path) {
        return URI.create(application.getScheme() + "://" + authority + path);
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches() && !NO_TENANTS.contains(name);
    }
}
