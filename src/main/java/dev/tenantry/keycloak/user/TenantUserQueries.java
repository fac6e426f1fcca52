package dev.tenantry.keycloak.user;

import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageManager;

/**
 * Lists the users of all stores of a realm: the user store, other storage providers such as LDAP, and the federated
 * storage. In a tenant realm, a failed count of the user store fails the list.
 *
 * <p>To find a later page, Keycloak counts the users of the user store first. If the count fails, Keycloak assumes 0
 * users, and reads the page from the other stores (UserStorageManager.countQueryWithGracefulDegradation, 26.7). The page
 * would be empty or contain the wrong users. If the count of another store fails, Keycloak's behavior is unchanged.
 */
final class TenantUserQueries extends UserStorageManager {

    TenantUserQueries(KeycloakSession session) {
        super(session);
    }

    @Override
    protected Stream<UserModel> query(
            PaginatedQuery page,
            CountQuery count,
            RealmModel realm,
            Integer first,
            Integer max,
            boolean withFederatedStorage) {
        if (!TenantComponents.areIn(realm)) {
            return super.query(page, count, realm, first, max, withFederatedStorage);
        }
        WatchedCount watched = new WatchedCount(count);
        Stream<UserModel> users = super.query(page, watched, realm, first, max, withFederatedStorage);
        if (watched.failureOrNull != null) {
            throw watched.failureOrNull;
        }
        return users;
    }

    /** Counts the users of one store, and stores the failure of the user store. */
    private static final class WatchedCount implements CountQuery {

        private final CountQuery count;
        private RuntimeException failureOrNull;

        private WatchedCount(CountQuery count) {
            this.count = count;
        }

        @Override
        public int query(Object store, Integer first, Integer max) {
            try {
                return count.query(store, first, max);
            } catch (RuntimeException failure) {
                if (!(store instanceof TenantUserProvider)) {
                    throw failure;
                }
                failureOrNull = failure;
                return Integer.MAX_VALUE; // so that Keycloak counts no other store before query() throws the failure
            }
        }
    }
}
