package dev.tenantry.web.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Exported credentials. Reading an exported credential needs neither a session nor a realm. */
final class NewCredentialsTest {

    private static CredentialRepresentation exported(String type, String label) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(type);
        credential.setUserLabel(label);
        credential.setSecretData("{}");
        credential.setCredentialData("{}");
        return credential;
    }

    private static List<StoredCredential> read(CredentialRepresentation... credentials) {
        return new NewCredentials(null, null).of(new StoredUser("ada-id", "ada"), List.of(credentials));
    }

    @Test
    void credentialsOfTwoTypesCanHaveOneLabel() {
        assertThat(read(exported("webauthn", "YubiKey"), exported("webauthn-passwordless", "YubiKey")))
                .extracting(StoredCredential::label).containsExactly("YubiKey", "YubiKey");
    }

    @Test
    void credentialsOfOneTypeCanNot() {
        Stream.of("YubiKey", "yubikey", " YubiKey ").forEach(label ->
                assertThatExceptionOfType(InvalidRequestException.class)
                        .isThrownBy(() -> read(exported("webauthn", "YubiKey"), exported("webauthn", label)))
                        .withMessageContaining("credentials[1].userLabel"));
    }

    /** Keycloak lets a user register these two, so an export can contain them. */
    @Test
    void aStoredLabelWithSpacesDiffersFromTheTrimmedLabel() {
        assertThat(read(exported("webauthn", " YubiKey"), exported("webauthn", "YubiKey"))).hasSize(2);
    }

    @Test
    void credentialsWithoutALabelAreNotCompared() {
        assertThat(read(exported("webauthn", null), exported("webauthn", null))).hasSize(2);
    }
}
