package dev.tenantry.keycloak.provisioning;

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
 * Gives a new realm prepared key pairs, so that Keycloak need not make them. Keycloak makes no keys for a "generated"
 * key provider that already has keys of the required length
 * (AbstractGeneratedRsaKeyProviderFactory.validateConfiguration, 26.7). Thread-safe.
 */
public final class RealmKeys {

    /** The pause between the server's start and the first key pair, so that the server becomes ready first. */
    private static final Duration START = Duration.ofSeconds(15);

    private final KeyPairs pairs;

    public RealmKeys() {
        int size = Config.scope("keys", GeneratedRsaKeyProviderFactory.ID).getInt(Attributes.KEY_SIZE_KEY, 2048);
        this.pairs = new KeyPairs(() -> KeyUtils.generateRsaKeyPair(size));
        pairs.fillAfter(START);
    }

    /**
     * Adds keys to a realm that is about to be imported, unless the realm already has keys.
     *
     * @return true if keys were added; the caller must then call {@link #complete} after the import
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

    /**
     * True if the representation has keys, so that Keycloak adds none (DefaultExportImportManager.importRealm, 26.7).
     */
    static boolean bringsKeys(RealmRepresentation realm) {
        return realm.getPrivateKey() != null
                || realm.getComponents() != null
                        && !realm.getComponents().getList(KeyProvider.class.getName()).isEmpty();
    }

    /**
     * Adds Keycloak's default key providers that {@link #give} did not add. Keycloak makes the keys of these providers
     * in little time.
     */
    static void complete(RealmModel realm) {
        DefaultKeyProviders.createProviders(realm);
    }

    /** Builds a key provider as Keycloak's DefaultKeyProviders does (26.7). */
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
