package dev.tenantry.keycloak.scim;

import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.scim.model.user.UserResourceTypeProvider;
import org.keycloak.scim.protocol.request.SearchRequest;
import org.keycloak.utils.StringUtil;

/** Keycloak's own SCIM users. In a tenant realm it refuses filters. */
@SuppressWarnings("unchecked") // by Keycloak's getSchemas()
final class TenantScimUsers extends UserResourceTypeProvider {

    TenantScimUsers(KeycloakSession session) {
        super(session);
    }

    /** Called after the check of the caller's rights, and before the users are counted. */
    @Override
    protected Stream<UserModel> getModels(SearchRequest request) {
        if (StringUtil.isNotBlank(request.getFilter())) {
            RefusedFilters.refuse(session, "filters for users");
        }
        return super.getModels(request);
    }
}
