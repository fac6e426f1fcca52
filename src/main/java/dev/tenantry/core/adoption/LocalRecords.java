package dev.tenantry.core.adoption;

import java.util.List;

/**
 * The events or the invitations of a realm in Keycloak's own tables. Each method is one transaction, which checks the
 * claim.
 *
 * @param <T> {@link dev.tenantry.core.event.StoredEvent} or {@link dev.tenantry.core.invitation.StoredInvitation}
 */
public interface LocalRecords<T> {

    /** Returns records of the realm; none if all were removed. */
    List<T> some(int max);

    /** Removes these records. Does nothing to records that are removed already. */
    void remove(List<T> records);

    /** Adds these records. Leaves out records that are there already. */
    void add(List<T> records);
}
