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

/** Tenants' users as stored, by Keycloak's ids. One session, one thread. */
record UsersById(KeycloakSession session) {

    UnitOfWork unit(RealmModel realm) {
        return session.getProvider(TenantsProvider.class).unit(realm);
    }

    Optional<StoredUser> find(RealmModel realm, String userId) {
        UserId asked = UserId.of(userId);
        return unit(realm).byId(asked.stored()).filter(asked::isOf);
    }

    /**
     * Returns the user.
     *
     * @throws jakarta.ws.rs.WebApplicationException (404) if there is no such user, or no longer
     */
    StoredUser get(RealmModel realm, String userId) {
        return find(realm, userId).orElseThrow(Refusal::userNotFound);
    }

    void change(RealmModel realm, String userId, Consumer<StoredUser> change) {
        unit(realm).change(get(realm, userId), change);
    }

    /**
     * Changes a user.
     *
     * @return the change's result: true if the user changed
     */
    boolean tryChange(RealmModel realm, String userId, Predicate<StoredUser> change) {
        return unit(realm).tryChange(get(realm, userId), change);
    }
}
