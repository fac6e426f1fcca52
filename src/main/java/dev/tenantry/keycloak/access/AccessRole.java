package dev.tenantry.keycloak.access;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.RoleEntity;

/**
 * Stores a grant as a role of the realm's management client in realm master. The operator who has the grant is the only
 * user with this role. The role's composites are the granted roles. The role's attributes store the time at which the
 * grant ends, and the reason.
 *
 * <p>Because a grant is a role, granting or revoking takes one Keycloak transaction. Removing the role revokes only the
 * granted roles. Roles that the operator has independently of the grant remain. Removing the realm, the client or the
 * operator's user ends the grant.
 */
public final class AccessRole {

    public static final String PREFIX = "tenantry-access-";
    public static final String UNTIL = "tenantry.access.until";
    private static final String SINCE = "tenantry.access.since";
    private static final String USER = "tenantry.access.user";
    private static final String REASON = "tenantry.access.reason";
    private static final String GRANTED_BY = "tenantry.access.granted-by";

    private AccessRole() {}

    /**
     * Returns the roles that store grants over one realm.
     *
     * @param client the realm's management client
     */
    static Stream<RoleModel> of(ClientModel client) {
        return client.getRolesStream().filter(role -> role.getName().startsWith(PREFIX));
    }

    /**
     * Returns the role that stores the user's grant; empty if the user has no grant. Locks the role until the session's
     * transaction ends.
     *
     * @param client the management client of the realm that the grant is for
     */
    static Optional<RoleModel> find(KeycloakSession session, ClientModel client, UserModel user) {
        return Optional.ofNullable(client.getRole(PREFIX + user.getId())).filter(role -> lock(session, role.getId()));
    }

    /**
     * Locks a role that stores a grant. The lock lasts until the session's transaction ends. Until then, no other
     * transaction can prolong or end the grant.
     *
     * @return false if the role no longer exists
     */
    public static boolean lock(KeycloakSession session, String roleId) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return !keycloak.createQuery("select r from RoleEntity r where r.id = :id", RoleEntity.class)
                .setParameter("id", roleId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .isEmpty();
    }

    /** Grants access, or replaces the user's existing grant. */
    static void put(KeycloakSession session, ClientModel client, UserModel user, AccessGrant grant) {
        RoleModel role = find(session, client, user).orElseGet(() -> client.addRole(PREFIX + user.getId()));
        Set<RoleModel> granted = grant.roles().stream().map(client::getRole).collect(Collectors.toSet());
        role.getCompositesStream().filter(held -> !granted.contains(held)).toList().forEach(role::removeCompositeRole);
        granted.forEach(role::addCompositeRole);
        role.setDescription("Access to a tenant, granted by Tenantry until " + grant.until());
        role.setSingleAttribute(UNTIL, grant.until().toString());
        role.setSingleAttribute(SINCE, grant.since().toString());
        role.setSingleAttribute(USER, grant.user());
        role.setSingleAttribute(REASON, grant.reason());
        role.setSingleAttribute(GRANTED_BY, grant.grantedBy());
        user.grantRole(role);
    }

    static AccessGrant read(RoleModel role, UserModel user) {
        List<String> roles = role.getCompositesStream().map(RoleModel::getName).sorted().toList();
        return new AccessGrant(user.getUsername(), user.getId(), roles, role.getFirstAttribute(REASON),
                role.getFirstAttribute(GRANTED_BY), time(role.getFirstAttribute(SINCE)),
                time(role.getFirstAttribute(UNTIL)));
    }

    static String userId(RoleModel role) {
        return role.getName().substring(PREFIX.length());
    }

    /**
     * Returns the user's name at the time of the grant. Reads the name from the role and not from the user, because the
     * user's LDAP directory may be unavailable.
     */
    static String userName(RoleModel role) {
        String name = role.getFirstAttribute(USER);
        return name == null ? userId(role) : name;
    }

    /**
     * Parses the time at which a grant ends. If the text is not a time, returns a time in the past, so that the grant
     * counts as ended.
     */
    public static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException | NullPointerException none) {
            return Instant.EPOCH;
        }
    }
}
