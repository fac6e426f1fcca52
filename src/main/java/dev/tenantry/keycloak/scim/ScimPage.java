package dev.tenantry.keycloak.scim;

import org.keycloak.scim.protocol.request.SearchRequest;
import org.keycloak.scim.resource.spi.ScimResourceTypeProvider;

/** Reads from a request which page of a list to return, as Keycloak does (UserResourceTypeProvider.getModels, 26.7). */
final class ScimPage {

    private ScimPage() {}

    /** Returns how many resources to skip; null if the request does not set this number. */
    static Integer first(SearchRequest request) {
        return request.getStartIndex() == null ? null : Integer.valueOf(request.getStartIndex() - 1);
    }

    /**
     * Returns the maximum number of resources on the page. This is the number in the request, but not more than
     * Keycloak's own maximum. If the request has no number, Keycloak's maximum applies.
     */
    static int max(SearchRequest request) {
        Integer count = request.getCount();
        return count == null
                ? ScimResourceTypeProvider.DEFAULT_MAX_RESULTS
                : Math.min(count, ScimResourceTypeProvider.DEFAULT_MAX_RESULTS);
    }
}
