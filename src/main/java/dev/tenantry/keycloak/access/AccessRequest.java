package dev.tenantry.keycloak.access;

import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import dev.tenantry.keycloak.realm.ManagementRoles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request to grant the administration of a tenant's realm for a limited time.
 *
 * @param user the name of a user of realm master; null for the caller
 * @param roles roles of the realm's management client in master; null for all roles that Keycloak gives that client
 * @param minutes how long the grant lasts: 1 to 1,440 minutes
 * @param reason why the user needs access; stored with the grant
 */
public record AccessRequest(String user, List<String> roles, Integer minutes, String reason) {

    private static final int MAX_MINUTES = 1_440;

    /** The maximum length of the reason, in characters. */
    private static final int MAX_REASON = 200;

    /**
     * Checks the fields. Does not check that the user exists: this is checked later, when the access is granted.
     *
     * @throws InvalidRequestException if fields are wrong; the exception names these fields
     */
    void requireValid() {
        List<Problem> problems = new ArrayList<>();
        if (roles != null && roles.isEmpty()) {
            problems.add(new Problem("roles", "Name a role, or leave the field out for all of them"));
        }
        List<String> known = ManagementRoles.names().toList();
        for (int i = 0; roles != null && i < roles.size(); i++) {
            if (!known.contains(roles.get(i))) {
                problems.add(new Problem("roles[" + i + "]", "There is no such role. Choose from "
                        + String.join(", ", known)));
            }
        }
        if (minutes == null || minutes < 1 || minutes > MAX_MINUTES) {
            problems.add(new Problem("minutes", "must be a whole number from 1 to " + MAX_MINUTES));
        }
        if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
            problems.add(new Problem("reason", "A reason of 1 to " + MAX_REASON + " characters is needed"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    List<String> roleNames() {
        return roles == null ? ManagementRoles.names().toList() : roles;
    }

    Duration duration() {
        return Duration.ofMinutes(minutes);
    }
}
