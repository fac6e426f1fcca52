package dev.tenantry.core.lifecycle;

import java.util.Set;

/**
 * The operator's rule for the database of a new tenant.
 *
 * @param closed the names of databases that do not accept new tenants
 * @param usualOrNull the default database for new tenants; null to choose the database with the fewest tenants
 */
public record PlacementRule(Set<String> closed, String usualOrNull) {

    /** All databases accept new tenants. A new tenant gets the database with the fewest tenants. */
    public static final PlacementRule FEWEST_TENANTS = new PlacementRule(Set.of(), null);

    public PlacementRule {
        closed = Set.copyOf(closed);
    }
}
