package dev.tenantry.scim;

import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.scim.model.user.UserResourceTypeProvider;
import org.keycloak.scim.protocol.request.SearchRequest;
import org.keycloak.utils.StringUtil;

/** Users, as Keycloak's own; in a tenant realm without filters. */
@SuppressWarnings("unchecked") // of Keycloak's getSchemas()
final class TenantScimUsers extends UserResourceTypeProvider {

    TenantScimUsers(KeycloakSession session) {
        super(session);
    }

    /** Called once the caller's rights are checked, and before the users are counted. */
    @Override
    protected Stream<UserModel> getModels(SearchRequest request) {
        if (StringUtil.isNotBlank(request.getFilter())) {
            RefusedFilters.refuse(session, "filters for users");
        }
        return super.getModels(request);
    }
}
