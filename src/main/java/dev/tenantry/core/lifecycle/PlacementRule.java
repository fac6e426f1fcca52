package dev.tenantry.core.lifecycle;

import java.util.Set;

/**
 * The operator's rule for choosing the database of a new tenant.
 *
 * @param closed the names of databases that do not accept new tenants
 * @param usualOrNull the default database for new tenants; null to choose the database with the fewest tenants
 */
public record PlacementRule(Set<String> closed, String usualOrNull) {

    /**
     * The rule under which all databases accept new tenants, and a new tenant gets the database with the fewest
     * tenants.
     */
    public static final PlacementRule FEWEST_TENANTS = new PlacementRule(Set.of(), null);

    public PlacementRule {
        closed = Set.copyOf(closed);
    }
}
