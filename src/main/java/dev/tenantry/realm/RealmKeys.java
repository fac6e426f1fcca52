package dev.tenantry.realm;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.common.util.CertificateUtils;
import org.keycloak.common.util.KeyUtils;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.common.util.PemUtils;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.keys.Attributes;
import org.keycloak.keys.GeneratedRsaEncKeyProviderFactory;
import org.keycloak.keys.GeneratedRsaKeyProviderFactory;
import org.keycloak.keys.KeyProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.DefaultKeyProviders;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The keys of a new realm, as Keycloak would make them, of pairs that are ready. What Keycloak then finds are its own
 * "generated" providers that have their keys already (AbstractGeneratedRsaKeyProviderFactory.validateConfiguration,
 * 26.7); should it want them longer, it makes others. Thread-safe.
 */
final class RealmKeys {

    /** In which a server that has come this far is ready, and has had its first requests. */
    private static final Duration START = Duration.ofSeconds(15);

    private final KeyPairs pairs;

    RealmKeys() {
        int size = Config.scope("keys", GeneratedRsaKeyProviderFactory.ID).getInt(Attributes.KEY_SIZE_KEY, 2048);
        this.pairs = new KeyPairs(() -> KeyUtils.generateRsaKeyPair(size));
        pairs.fillAfter(START);
    }

    /**
     * Gives a realm that is about to be imported its keys, unless it brings some.
     *
     * @return whether it has got them; then {@link #complete} is to follow
     */
    boolean give(RealmRepresentation realm) {
        if (bringsKeys(realm)) {
            return false;
        }
        if (realm.getComponents() == null) {
            realm.setComponents(new MultivaluedHashMap<>());
        }
        ComponentExportRepresentation signing = key(GeneratedRsaKeyProviderFactory.ID, KeyUse.SIG, realm.getRealm());
        ComponentExportRepresentation encryption =
                key(GeneratedRsaEncKeyProviderFactory.ID, KeyUse.ENC, realm.getRealm());
        encryption.getConfig().putSingle(Attributes.ALGORITHM_KEY, Algorithm.RSA_OAEP);
        realm.getComponents().addAll(KeyProvider.class.getName(), signing, encryption);
        return true;
    }

    /** Whether Keycloak would leave it at the keys that are given (DefaultExportImportManager.importRealm, 26.7). */
    static boolean bringsKeys(RealmRepresentation realm) {
        return realm.getPrivateKey() != null
                || realm.getComponents() != null
                        && !realm.getComponents().getList(KeyProvider.class.getName()).isEmpty();
    }

    /** Gives a realm that was imported what Keycloak makes of keys beside these; they cost nothing. */
    static void complete(RealmModel realm) {
        DefaultKeyProviders.createProviders(realm);
    }

    /** As in DefaultKeyProviders. */
    private ComponentExportRepresentation key(String provider, KeyUse use, String realmName) {
        KeyPair pair = pairs.take();
        X509Certificate certificate = CertificateUtils.generateV1SelfSignedCertificate(pair, realmName);
        ComponentExportRepresentation key = new ComponentExportRepresentation();
        key.setName(provider);
        key.setProviderId(provider);
        key.getConfig().putSingle(Attributes.PRIORITY_KEY, DefaultKeyProviders.DEFAULT_PRIORITY);
        key.getConfig().putSingle(Attributes.KEY_USE, use.name());
        key.getConfig().putSingle(Attributes.PRIVATE_KEY_KEY, PemUtils.encodeKey(pair.getPrivate()));
        key.getConfig().putSingle(Attributes.CERTIFICATE_KEY, PemUtils.encodeCertificate(certificate));
        return key;
    }
}
