package dev.tenantry.keycloak.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.keys.KeyProvider;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

final class RealmKeysTest {

    private final RealmRepresentation realm = new RealmRepresentation();

    private void component(String type) {
        realm.setComponents(new MultivaluedHashMap<>());
        realm.getComponents().add(type, new ComponentExportRepresentation());
    }

    @Test
    void aRealmWithoutComponentsBringsNoKeys() {
        assertThat(RealmKeys.bringsKeys(realm)).isFalse();
    }

    @Test
    void otherComponentsAreNoKeys() {
        component("org.keycloak.userprofile.UserProfileProvider");

        assertThat(RealmKeys.bringsKeys(realm)).isFalse();
    }

    @Test
    void aKeyProviderOfAnyKindIsAKey() {
        component(KeyProvider.class.getName());

        assertThat(RealmKeys.bringsKeys(realm)).isTrue();
    }

    @Test
    void aPrivateKeyInOldExportsIsAKey() {
        realm.setPrivateKey("pem");

        assertThat(RealmKeys.bringsKeys(realm)).isTrue();
    }
}
