package dev.tenantry.adoption;

import dev.tenantry.tenant.PlainIds;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.tenant.TenantState;
import dev.tenantry.tenant.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The users in a tenant's schema, while the tenant is adopted or released. */
final class SchemaUsers implements UserHome {

    private final TenantTransactions transactions;
    private final PlainIds plainIds;
    private final Tenant tenant;
    private final Claim claim;

    SchemaUsers(TenantTransactions transactions, PlainIds plainIds, Tenant tenant, Claim claim) {
        this.transactions = transactions;
        this.plainIds = plainIds;
        this.tenant = tenant;
        this.claim = claim;
    }

    /**
     * @param pages all that were compared
     * @throws AdoptionException if the schema holds other users, or they own something else
     */
    static void requireUnchanged(TenantHandle handle, List<Page> pages) {
        for (Page page : pages) {
            List<String> ids = handle.query("select id from users where id > ? and id <= ? order by id",
                    row -> row.getString(1), page.after(), page.last());
            if (!rows(handle, ids).digest().equals(page.digest())) {
                throw changed();
            }
        }
        if (handle.count("select count(*) from users") != pages.stream().mapToInt(Page::users).sum()) {
            throw changed();
        }
    }

    private static AdoptionException changed() {
        return new AdoptionException("The schema holds users who were changed after they had been compared; the schema"
                + " is kept");
    }

    @Override
    public int count() {
        return look(handle -> handle.count("select count(*) from users"));
    }

    @Override
    public UserRows after(String id, int max) {
        return look(handle -> rows(handle, handle.query(
                "select id from users where id > ? order by id limit ?", row -> row.getString(1), id, max)));
    }

    @Override
    public UserRows of(List<String> ids) {
        return look(handle -> rows(handle, ids));
    }

    private static UserRows rows(TenantHandle handle, List<String> ids) {
        return UserRows.of(table -> handle.query(
                table.select() + (table == UserTable.USERS ? " order by id" : ""),
                row -> read(row, table.width()),
                (Object) ids.toArray(String[]::new)));
    }

    private static String[] read(ResultSet row, int width) throws SQLException {
        String[] values = new String[width];
        for (int i = 0; i < width; i++) {
            values[i] = row.getString(i + 1);
        }
        return values;
    }

    /**
     * They keep the ids that Keycloak has given them. The realm reserves these while they are in Keycloak's own table
     * too: from then on no other realm gets them.
     *
     * @throws AdoptionException if another tenant's realm has one of the ids
     */
    @Override
    public void replace(UserRows users) {
        Set<String> taken = plainIds.reserveOwned(tenant.realmId(), users.ids());
        if (!taken.isEmpty()) {
            throw new AdoptionException(taken.size() + " users have ids that belong to another tenant's realm");
        }
        String[] ids = users.ids().toArray(String[]::new);
        transactions.adopt(tenant, claim.attempt(), handle -> {
            delete(handle, ids);
            for (UserTable table : UserTable.values()) {
                handle.batch(table.insert(), List.copyOf(users.of(table)));
            }
            return handle.update("update users set plain_id = true where id = any (?)", (Object) ids);
        });
    }

    @Override
    public void remove(List<String> ids) {
        transactions.adopt(tenant, claim.attempt(), handle -> delete(handle, ids.toArray(String[]::new)));
    }

    private static int delete(TenantHandle handle, String[] ids) {
        return handle.update("delete from users where id = any (?)", (Object) ids);
    }

    private <T> T look(Function<TenantHandle, T> work) {
        return tenant.state() == TenantState.ADOPTING
                ? transactions.adopt(tenant, claim.attempt(), work)
                : transactions.read(tenant, work);
    }
}
