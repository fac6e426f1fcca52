package dev.tenantry.client;

/**
 * Selects tenants.
 *
 * @param search a part of their names or display names, in any case; empty for any
 * @param state null for any
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
