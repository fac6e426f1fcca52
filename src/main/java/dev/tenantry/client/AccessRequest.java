package dev.tenantry.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A request to let a user administer a tenant's realm for a limited time.
 *
 * @param user the name of a user of realm master; null for the caller
 * @param roles roles of the realm's management client in master, such as {@code view-users}; null for all roles of this
 *     client
 * @param minutes how long the access lasts, from 1 to 1,440 minutes
 * @param reason the reason to record, such as the number of a ticket; at most 200 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessRequest(String user, List<String> roles, int minutes, String reason) {

    /** Requests all roles of the management client that the tenant's realm has in realm master. */
    public AccessRequest(String user, int minutes, String reason) {
        this(user, null, minutes, reason);
    }
}
