package dev.tenantry.keycloak.realm;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Finds Keycloak's administration realm, which is {@code master} unless Keycloak's configuration names another realm.
 */
public final class MasterRealm {

    private MasterRealm() {}

    public static RealmModel of(KeycloakSession session) {
        return session.realms().getRealmByName(Config.getAdminRealm());
    }
}
