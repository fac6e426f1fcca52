package dev.tenantry.client;

/**
 * Selects tenants by text and by state.
 *
 * @param search a text that the name or display name contains, without regard to case; "" for all tenants
 * @param state the state; null for all states
 */
public record TenantQuery(String search, TenantState state) {

    public static final TenantQuery ALL = new TenantQuery("", null);

    public static TenantQuery search(String text) {
        return new TenantQuery(text, null);
    }

    public TenantQuery in(TenantState wanted) {
        return new TenantQuery(search, wanted);
    }

    String stateName() {
        return state == null ? null : state.name();
    }
}
