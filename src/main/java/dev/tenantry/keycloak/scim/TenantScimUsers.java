package dev.tenantry.keycloak.scim;

import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.scim.model.user.UserResourceTypeProvider;
import org.keycloak.scim.protocol.request.SearchRequest;
import org.keycloak.utils.StringUtil;

/** Keycloak's own SCIM users, except that requests with a filter are refused in tenant realms. */
@SuppressWarnings("unchecked") // caused by Keycloak's getSchemas()
final class TenantScimUsers extends UserResourceTypeProvider {

    TenantScimUsers(KeycloakSession session) {
        super(session);
    }

    /**
     * Refuses filters. Keycloak calls this method after it has checked the caller's rights, and before it counts the
     * users.
     */
    @Override
    protected Stream<UserModel> getModels(SearchRequest request) {
        if (StringUtil.isNotBlank(request.getFilter())) {
            RefusedFilters.refuse(session, "filters for users");
        }
        return super.getModels(request);
    }
}
