package dev.tenantry.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A request to grant the administration of a tenant's realm for a time.
 *
 * @param user the name of a user of realm master; null for the caller
 * @param roles of the realm's management client in master, such as {@code view-users}; null for all of them
 * @param minutes from 1 to 1,440
 * @param reason for the records, such as the number of a ticket; 200 characters at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessRequest(String user, List<String> roles, int minutes, String reason) {

    /** A request for all roles over the realm. */
    public AccessRequest(String user, int minutes, String reason) {
        this(user, null, minutes, reason);
    }
}
