package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.Tenant;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponse;

/**
 * Recognizes operators: users of master who have the role {@code admin} or a role of {@link MasterRoles}. Recognizes
 * {@code admin} by the role's name. Never reads the roles that {@code admin} contains, because {@code admin} contains
 * about twenty roles per realm.
 */
public final class Operators {

    /** The realm roles of master that allow changes to tenants. */
    public static final Set<String> MANAGERS = Set.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS);

    private Operators() {}

    /**
     * Refuses a request if the tenant is out of service and the caller may not change tenants (see {@link #mayAct}).
     * While a tenant is out of service, only the server itself and operators who may change tenants can change or
     * remove the tenant's realm. Keycloak's own check is not enough: Keycloak accepts every caller with rights over the
     * realm, for example another user of master. The tenant's own admins also have such rights if the request began
     * before the tenant went out of service.
     */
    public static void requireIfOutOfService(KeycloakSession session, Tenant tenant) {
        if (tenant.state().isOutOfService() && !mayAct(session)) {
            throw ErrorResponse.error(
                    "Tenant " + tenant.name() + " is " + tenant.state()
                            + ": only the platform's operators can change or remove its realm",
                    Status.FORBIDDEN);
        }
    }

    /**
     * True if the bearer token of this session's request belongs to an operator who may change tenants. Keycloak has
     * verified the token (AdminRoot.authenticateRealmAdminRequest, 26.7). Also true if the session has no token: then
     * the server itself makes the change, for example in an import by kc.sh.
     */
    public static boolean mayAct(KeycloakSession session) {
        if (!(session.getContext().getBearerToken() instanceof AccessToken token)) {
            return true;
        }
        String issuer = token.getIssuer();
        if (!issuer.substring(issuer.lastIndexOf('/') + 1).equals(Config.getAdminRealm())) {
            return false;
        }
        RealmModel master = MasterRealm.of(session);
        UserModel user = session.getContext().getUser();
        ClientModel client = master.getClientByClientId(token.getIssuedFor());
        return user != null && client != null && holdsOneOf(user, client, MANAGERS);
    }

    /**
     * True if the user has a realm role with one of the given names, and the client's scope includes that role. The
     * user can have the role directly, through a group or through another role.
     */
    public static boolean holdsOneOf(UserModel user, ClientModel client, Set<String> roleNames) {
        Deque<RoleModel> open = new ArrayDeque<>();
        mappedRoles(user).forEach(open::add);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            RoleModel role = open.remove();
            if (!seen.add(role.getId())) {
                continue;
            }
            if (!role.isClientRole() && roleNames.contains(role.getName())) {
                if (client.hasScope(role)) {
                    return true;
                }
            } else if (role.isComposite() && !isAdmin(role)) {
                role.getCompositesStream().forEach(open::add);
            }
        }
        return false;
    }

    private static boolean isAdmin(RoleModel role) {
        return !role.isClientRole() && role.getName().equals(AdminRoles.ADMIN);
    }

    private static Stream<RoleModel> mappedRoles(UserModel user) {
        return Stream.concat(
                user.getRoleMappingsStream(),
                user.getGroupsStream()
                        .flatMap(group -> Stream.iterate(group, found -> found != null, GroupModel::getParent))
                        .flatMap(GroupModel::getRoleMappingsStream));
    }
}
