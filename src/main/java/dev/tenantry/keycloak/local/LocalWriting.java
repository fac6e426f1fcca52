package dev.tenantry.keycloak.local;

import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Writes users, with all of their data, into Keycloak's own tables, table by table, in batches. A credential gets a new
 * id if another user's credential already has the id, or if the id is too long for Keycloak's column. One instance per
 * transaction. Not thread-safe.
 */
final class LocalWriting {

    /**
     * The number of rows per batch. Hibernate can batch the inserts, since the database does not generate the rows'
     * ids.
     */
    private static final int BATCH = 500;

    private final EntityManager keycloak;
    private final String realmId;
    private final Set<String> takenIds = new HashSet<>();

    /** One function per table, in an order that satisfies foreign keys. */
    private final List<Function<LocalEntities, Stream<Object>>> tables = List.of(
            LocalEntities::user,
            LocalEntities::attributes,
            LocalEntities::requiredActions,
            LocalEntities::roles,
            LocalEntities::groups,
            user -> user.credentials(this::free),
            LocalEntities::consents,
            LocalEntities::consentScopes,
            LocalEntities::brokerLinks,
            LocalEntities::verifiableCredentials,
            LocalEntities::issuedCredentials);

    LocalWriting(EntityManager keycloak, String realmId) {
        this.keycloak = keycloak;
        this.realmId = realmId;
    }

    /** @param users users who do not exist in Keycloak's tables */
    void write(List<StoredUser> users) {
        keycloak.unwrap(Session.class).setJdbcBatchSize(BATCH);
        findTakenIds(users);
        List<LocalEntities> entities = users.stream().map(user -> new LocalEntities(realmId, user)).toList();
        tables.forEach(table -> entities.stream().flatMap(table).forEach(keycloak::persist));
        keycloak.flush();
        keycloak.clear();
    }

    private void findTakenIds(List<StoredUser> users) {
        List<String> ids = users.stream()
                .flatMap(user -> user.credentials().all().stream())
                .map(StoredCredential::id)
                .distinct()
                .toList();
        for (int first = 0; first < ids.size(); first += BATCH) {
            takenIds.addAll(keycloak.createQuery("select c.id from CredentialEntity c where c.id in :ids", String.class)
                    .setParameter("ids", ids.subList(first, Math.min(first + BATCH, ids.size())))
                    .getResultList());
        }
    }

    private String free(String id) {
        return id.length() <= LocalIds.MAX_CHARACTERS && takenIds.add(id) ? id : KeycloakModelUtils.generateId();
    }
}
