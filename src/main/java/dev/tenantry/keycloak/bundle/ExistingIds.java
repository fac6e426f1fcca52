package dev.tenantry.keycloak.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.bundle.IdsByKind.Kind;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;

/**
 * Compares the ids in an exported realm with the ids of objects of the same kind in Keycloak's database. If kinds were
 * mixed, an admin could prevent the restore of another realm by creating a client with the id of a component.
 */
final class ExistingIds {

    private static final int AT_ONCE = 1000;

    private ExistingIds() {}

    /**
     * Requires that no id of the exported realm exists in Keycloak's database.
     *
     * @throws TenantException (id taken) if an id exists; the message names the id and the realm that has the id
     */
    static void refuse(KeycloakSession session, JsonNode realm) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        IdsByKind.in(realm).forEach((kind, ids) -> refuse(keycloak, kind, ids));
    }

    private static void refuse(EntityManager keycloak, Kind kind, Collection<String> ids) {
        List<String> all = new ArrayList<>(ids);
        for (int first = 0; first < all.size(); first += AT_ONCE) {
            refuseAmong(keycloak, kind, all.subList(first, Math.min(first + AT_ONCE, all.size())));
        }
    }

    /**
     * Throws if an object of the given kind in Keycloak's database has one of the ids. The SQL text contains only names
     * from {@link Kind} and the name of Keycloak's schema; the ids are parameters.
     */
    private static void refuseAmong(EntityManager keycloak, Kind kind, List<String> ids) {
        String realm = kind == Kind.REALM ? "t.ID" : kind.realmColumn == null ? "null" : "t." + kind.realmColumn;
        String objects = JpaUtils.getTableNameForNativeQuery(kind.table, keycloak);
        String realms = JpaUtils.getTableNameForNativeQuery("REALM", keycloak);
        List<?> taken = keycloak.createNativeQuery("select t." + kind.column + ", r.NAME from " + objects
                        + " t left join " + realms + " r on r.ID = " + realm + " where t." + kind.column + " in (:ids)")
                .setParameter("ids", ids)
                .setMaxResults(1)
                .getResultList();
        for (Object row : taken) {
            Object[] values = (Object[]) row;
            throw TenantException.idTaken("The id of the bundle's " + kind.word + " " + values[0] + " is taken by "
                    + (values[1] == null ? "another realm" : "realm " + values[1])
                    + ": remove its holder, or restore the bundle with ids=new");
        }
    }
}
