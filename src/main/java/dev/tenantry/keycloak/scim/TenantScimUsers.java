package dev.tenantry.keycloak.scim;

import dev.tenantry.core.user.UserCondition;
import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.keycloak.user.TenantUsers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.scim.model.user.UserResourceTypeProvider;
import org.keycloak.scim.protocol.request.PatchRequest.PatchOperation;
import org.keycloak.scim.protocol.request.SearchRequest;
import org.keycloak.scim.resource.user.User;
import org.keycloak.utils.StringUtil;

/**
 * Keycloak's own SCIM users, except that filters find a tenant's users in the tenant's schema. Service accounts are
 * never found, as in Keycloak's own queries. Not thread-safe.
 */
@SuppressWarnings("unchecked") // caused by Keycloak's getSchemas()
final class TenantScimUsers extends UserResourceTypeProvider {

    TenantScimUsers(KeycloakSession session) {
        super(session);
    }

    @Override
    protected Stream<UserModel> getModels(SearchRequest request) {
        return filtered(request)
                .map(users -> users.list(criteria(users, request), ScimPage.first(request), ScimPage.max(request)))
                .orElseGet(() -> super.getModels(request));
    }

    @Override
    public Long count(SearchRequest request) {
        return ScimRefusal.call(session, () -> filtered(request)
                .map(users -> (long) users.count(criteria(users, request)))
                .orElseGet(() -> super.count(request)));
    }

    /**
     * Returns an object that reads the tenant's users. The result is empty if the request has no filter, or if the
     * realm is not a tenant's. If the result is empty, Keycloak's own class answers the request.
     */
    private Optional<TenantUsers> filtered(SearchRequest request) {
        return StringUtil.isBlank(request.getFilter())
                ? Optional.empty()
                : TenantUsers.of(session, session.getContext().getRealm());
    }

    private UserCriteria criteria(TenantUsers users, SearchRequest request) {
        UserCondition condition = new UserFilter(getSchemas()).condition(request.getFilter())
                .orElseGet(UserCondition::never);
        return users.visible(new UserCriteria().notServiceAccount().meeting(condition));
    }

    /**
     * Reads the whole page before returning. Keycloak reads the returned stream later, when a failure would become a
     * 500.
     */
    @Override
    public Stream<User> getAll(SearchRequest request) {
        return ScimRefusal.call(session, () -> super.getAll(request).toList()).stream();
    }

    @Override
    public User get(String id, List<String> attributes, List<String> excludedAttributes) {
        return ScimRefusal.call(session, () -> super.get(id, attributes, excludedAttributes));
    }

    @Override
    public User create(User user) {
        return ScimRefusal.write(session, () -> super.create(user));
    }

    @Override
    public User update(User user) {
        return ScimRefusal.write(session, () -> super.update(user));
    }

    @Override
    public void patch(User user, List<PatchOperation> operations) {
        ScimRefusal.write(session, () -> {
            super.patch(user, operations);
            return null;
        });
    }

    @Override
    public boolean delete(String id) {
        return ScimRefusal.write(session, () -> super.delete(id));
    }
}
