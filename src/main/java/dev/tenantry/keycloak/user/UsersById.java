package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredUser;
import dev.tenantry.keycloak.session.Refusal;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Finds and changes stored users of tenants by Keycloak's user ids. Not thread-safe. */
record UsersById(KeycloakSession session) {

    UnitOfWork unit(RealmModel realm) {
        return session.getProvider(TenantsProvider.class).unit(realm);
    }

    Optional<StoredUser> find(RealmModel realm, String userId) {
        UserId asked = UserId.of(userId);
        return unit(realm).byId(asked.stored()).filter(asked::isOf);
    }

    /**
     * Returns the user who has the given Keycloak id.
     *
     * @throws jakarta.ws.rs.WebApplicationException (404) if the user does not exist or has been removed
     */
    StoredUser get(RealmModel realm, String userId) {
        return find(realm, userId).orElseThrow(Refusal::userNotFound);
    }

    void change(RealmModel realm, String userId, Consumer<StoredUser> change) {
        unit(realm).change(get(realm, userId), change);
    }

    /**
     * Changes the user who has the given Keycloak id.
     *
     * @return the result of {@code change}: true if the user changed
     */
    boolean tryChange(RealmModel realm, String userId, Predicate<StoredUser> change) {
        return unit(realm).tryChange(get(realm, userId), change);
    }
}
