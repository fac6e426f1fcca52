package dev.tenantry.tenant;

import java.util.Set;

/**
 * The operator's rule for the database of a new tenant.
 *
 * @param closed the names of databases that take no new tenants
 * @param usualOrNull the name of the database for whoever asks for none; null for whichever has the fewest tenants
 */
public record PlacementRule(Set<String> closed, String usualOrNull) {

    /** All databases are open, and the one with the fewest tenants is next. */
    public static final PlacementRule FEWEST_TENANTS = new PlacementRule(Set.of(), null);

    public PlacementRule {
        closed = Set.copyOf(closed);
    }
}
