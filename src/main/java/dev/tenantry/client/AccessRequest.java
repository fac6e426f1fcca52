package dev.tenantry.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * To whom the administration of a tenant's realm is granted, for how long and why.
 *
 * @param user the name of a user of realm master; null for the caller
 * @param roles of the realm's management client in master, such as {@code view-users}; null for all of them
 * @param minutes from 1 to 1,440
 * @param reason for the records, such as the number of a ticket; 200 characters at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessRequest(String user, List<String> roles, int minutes, String reason) {

    /** All roles over the realm. */
    public AccessRequest(String user, int minutes, String reason) {
        this(user, null, minutes, reason);
    }
}
