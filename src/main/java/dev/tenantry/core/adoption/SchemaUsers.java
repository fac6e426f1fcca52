package dev.tenantry.core.adoption;

import dev.tenantry.core.db.CopyText;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The users in a tenant's schema, as one of the two sides of an adoption or a release. */
final class SchemaUsers implements UserSide {

    private final TenantTransactions transactions;
    private final PlainIds plainIds;
    private final Tenant tenant;
    private final JobClaim claim;

    SchemaUsers(TenantTransactions transactions, PlainIds plainIds, Tenant tenant, JobClaim claim) {
        this.transactions = transactions;
        this.plainIds = plainIds;
        this.tenant = tenant;
        this.claim = claim;
    }

    /**
     * Checks that the schema's users have not changed since the comparison. The schema must have all users of the
     * compared pages and no other users, and each user must be unchanged. Reads one page at a time.
     *
     * @param pages all compared pages
     * @throws AdoptionException if the schema's users, or the objects that they own, have changed
     */
    static void requireUnchanged(TenantHandle handle, List<Page> pages) {
        for (Page page : pages) {
            if (!page.isOf(UserStore.findAfter(handle, page.after(), page.users()))) {
                throw changed();
            }
        }
        if (handle.count("select count(*) from users") != pages.stream().mapToInt(Page::users).sum()) {
            throw changed();
        }
    }

    private static AdoptionException changed() {
        return new AdoptionException("The schema holds users who were changed after the comparison; the schema"
                + " is kept");
    }

    @Override
    public int count() {
        return look(handle -> handle.count("select count(*) from users"));
    }

    @Override
    public List<StoredUser> after(String id, int max) {
        return look(handle -> UserStore.findAfter(handle, id, max));
    }

    @Override
    public List<StoredUser> of(List<String> ids) {
        return look(handle -> UserStore.findByIds(handle, ids));
    }

    /**
     * Writes users to the schema. The users keep the ids that they have in Keycloak's own tables. Before the users are
     * written, this method reserves their ids for the realm in the registry. During the reservation, the ids are still
     * in Keycloak's own tables. Therefore no other realm can get one of the ids.
     *
     * @throws AdoptionException if another tenant's realm has one of the ids
     */
    @Override
    public void replace(List<StoredUser> users) {
        List<String> ids = users.stream().map(StoredUser::id).toList();
        Set<String> taken = plainIds.reserveOwned(tenant.realmId(), ids);
        if (!taken.isEmpty()) {
            throw new AdoptionException(taken.size() + " users have ids that belong to another tenant's realm");
        }
        users.forEach(user -> user.plainId(true));
        CopyText rows = UserStore.rows(users);
        transactions.adopt(tenant, claim.attempt(), handle -> {
            delete(handle, ids);
            UserStore.insert(handle, rows);
            return null;
        });
    }

    @Override
    public void remove(List<String> ids) {
        transactions.adopt(tenant, claim.attempt(), handle -> {
            delete(handle, ids);
            return null;
        });
    }

    private static void delete(TenantHandle handle, List<String> ids) {
        handle.defer("delete from users where id = any (?)", (Object) ids.toArray(String[]::new));
    }

    private <T> T look(Function<TenantReadHandle, T> work) {
        return tenant.state() == TenantState.ADOPTING
                ? transactions.adopt(tenant, claim.attempt(), work::apply)
                : transactions.read(tenant, work);
    }
}
