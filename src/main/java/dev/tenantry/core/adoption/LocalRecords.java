package dev.tenantry.core.adoption;

import java.util.List;

/**
 * The events or the invitations of a realm in Keycloak's own tables. Each method is one transaction. The transaction
 * fails if a later attempt of the job has claimed the realm.
 *
 * @param <T> {@link dev.tenantry.core.event.StoredEvent} or {@link dev.tenantry.core.invitation.StoredInvitation}
 */
public interface LocalRecords<T> {

    /** Returns at most {@code max} records of the realm; an empty list if the realm has no more records. */
    List<T> some(int max);

    /** Removes the given records from Keycloak's own tables. Skips records that do not exist any more. */
    void remove(List<T> records);

    /**
     * Adds the given records to Keycloak's own tables. Skips records that exist already, and records that Keycloak's
     * tables refuse. For example, the tables refuse an invitation of an organization that was deleted meanwhile.
     */
    void add(List<T> records);
}
