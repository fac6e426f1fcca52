package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A tenant's keys are generated before the tenant is provisioned, and look like the keys of a standard realm. */
final class RealmKeysIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");

    @Test
    void aTenantsKeyProvidersAreThoseOfAStandardRealm() {
        StandardRealm standard = StandardRealm.create(keycloak, "ada", "standard-secret-3");

        assertThat(providers(acme)).isEqualTo(providers(standard)).hasSize(4);
        assertThat(keys(acme)).isEqualTo(keys(standard)).hasSize(4);
        assertThat(config(acme)).isEqualTo(config(standard));
    }

    @Test
    void aCertificateNamesItsTenantAndIsSignedWithItsOwnKey() throws CertificateException {
        List<X509Certificate> certificates = certificates(acme);

        assertThat(certificates).hasSize(2).allSatisfy(certificate -> {
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + acme.name());
            assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength()).isEqualTo(2048);
            certificate.verify(certificate.getPublicKey());
        });
    }

    @Test
    void noTwoTenantsHaveAKeyInCommon() {
        Set<String> seen = new TreeSet<>();
        List.of(acme, globex).forEach(tenant -> tenant.get("/keys").json().get("keys").forEach(key ->
                assertThat(seen.add(key.get("kid").asText())).isTrue()));
        assertThat(seen).hasSize(8);
    }

    private static List<String> providers(TestRealm realm) {
        return components(realm).map(component -> component.get("name").asText() + " "
                + component.get("providerId").asText()).sorted().toList();
    }

    private static List<String> config(TestRealm realm) {
        return components(realm).map(component -> component.get("config").toString()).sorted().toList();
    }

    private static Stream<JsonNode> components(TestRealm realm) {
        JsonNode found = realm.get("/components?type=org.keycloak.keys.KeyProvider").json();
        return StreamSupport.stream(found.spliterator(), false);
    }

    /** Describes each key of the realm, without the fields that differ between any two realms. */
    private static List<String> keys(TestRealm realm) {
        return StreamSupport.stream(realm.get("/keys").json().get("keys").spliterator(), false)
                .map(key -> List.of("use", "type", "algorithm", "status", "providerPriority").stream()
                        .map(field -> field + "=" + key.path(field).asText())
                        .collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }

    private static List<X509Certificate> certificates(TestRealm realm) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonNode key : realm.get("/keys").json().get("keys")) {
            if (key.has("certificate")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(
                        Base64.getDecoder().decode(key.get("certificate").asText()))));
            }
        }
        return certificates;
    }
}
