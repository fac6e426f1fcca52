package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Passwords and other credentials, as an administrator sees and changes them. */
@Tag("main")
final class CredentialsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void grace() {
        both.create("/users", Person.grace());
        both.find("grace", "/users?username=grace", "/0/id");
    }

    @Test
    void aPasswordIsSetAndReplaced() {
        admin.get("/users/{grace}/credentials");
        admin.put("/users/{grace}/reset-password", Credential.password("cobol-1959"));
        admin.get("/users/{grace}/credentials").as("password", "/0/id");
        both.signIn("grace", "cobol-1959");
        admin.put("/users/{grace}/reset-password", Credential.password("nanosecond-2"));
        admin.get("/users/{grace}/credentials");
        both.signIn("grace", "cobol-1959").refused(400);
        both.signIn("grace", "nanosecond-2");
        admin.get("/users/{grace}/configured-user-storage-credential-types");
        admin.get("/users/{grace}");
    }

    @Test
    void aTemporaryPasswordHasToBeChanged() {
        admin.put("/users/{grace}/reset-password",
                Map.of("type", "password", "value", "cobol-1959", "temporary", true));
        admin.get("/users/{grace}");
        both.signIn("grace", "cobol-1959").refused(400);
        admin.put("/users/{grace}/reset-password", Credential.password("cobol-1960"));
        admin.get("/users/{grace}");
        both.signIn("grace", "cobol-1960");
    }

    @Test
    void aPasswordHasToMeetThePolicy() {
        for (String password : List.of("short", "grace", "grace@example.test", "")) {
            admin.put("/users/{grace}/reset-password", Credential.password(password)).refused(400);
        }
        admin.put("/users/{grace}/reset-password", Map.of("type", "password")).refused(400);
        admin.put("/users/{grace}/reset-password", Map.of("type", "nonsense", "value", "cobol-1959"));
        both.change("", Map.of("passwordPolicy", "digits(2) and upperCase(1) and specialChars(1)"));
        admin.put("/users/{grace}/reset-password", Credential.password("nodigits")).refused(400);
        admin.put("/users/{grace}/reset-password", Credential.password("12noupper")).refused(400);
        admin.put("/users/{grace}/reset-password", Credential.password("12Upper!"));
        admin.get("/users/{grace}/credentials");
    }

    @Test
    void anOldPasswordIsRefusedWhileItIsInTheHistory() {
        both.change("", Map.of("passwordPolicy", "passwordHistory(2)"));
        admin.put("/users/{grace}/reset-password", Credential.password("first"));
        admin.put("/users/{grace}/reset-password", Credential.password("first")).refused(400);
        admin.put("/users/{grace}/reset-password", Credential.password("second"));
        admin.put("/users/{grace}/reset-password", Credential.password("first")).refused(400);
        admin.put("/users/{grace}/reset-password", Credential.password("third"));
        admin.put("/users/{grace}/reset-password", Credential.password("second")).refused(400);
        admin.put("/users/{grace}/reset-password", Credential.password("first"));
        admin.get("/users/{grace}/credentials");
        both.signIn("grace", "first");
    }

    @Test
    void aPasswordIsHashedAgainWhenThePolicyHasChanged() {
        admin.put("/users/{grace}/reset-password", Credential.password("cobol-1959"));
        both.change("", Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)"));
        admin.get("/users/{grace}/credentials");
        both.signIn("grace", "cobol-1959");
        admin.get("/users/{grace}/credentials");
    }

    @Test
    void credentialsAreLabeledOrderedAndDeleted() {
        admin.post("/users", Person.named("mary", "Mary", "Jackson").with("credentials",
                List.of(Credential.password("langley-1958"), Credential.totp()))).as("mary");
        admin.get("/users/{mary}/credentials").as("password", "/0/id").as("otp", "/1/id");
        admin.putText("/users/{mary}/credentials/{otp}/userLabel", "my other phone");
        admin.putText("/users/{mary}/credentials/{password}/userLabel", "ä ö");
        admin.get("/users/{mary}/credentials");
        admin.putText("/users/{mary}/credentials/{otp}/userLabel", " ").refused(400);
        admin.putText("/users/{mary}/credentials/{nothing}/userLabel", "x").refused(404);
        admin.post("/users/{mary}/credentials/{otp}/moveToFirst");
        admin.get("/users/{mary}/credentials");
        admin.post("/users/{mary}/credentials/{otp}/moveAfter/{password}");
        admin.get("/users/{mary}/credentials");
        admin.post("/users/{mary}/credentials/{nothing}/moveToFirst").refused(404);
        admin.post("/users/{mary}/credentials/{nothing}/moveAfter/{otp}").refused(404);
        admin.post("/users/{mary}/credentials/{otp}/moveAfter/{nothing}");
        admin.post("/users/{grace}/credentials/{otp}/moveToFirst").refused(404);
        admin.delete("/users/{grace}/credentials/{otp}").refused(404);
        admin.delete("/users/{mary}/credentials/{nothing}").refused(404);
        admin.get("/users/{mary}");
        both.signIn("mary", "langley-1958").refused(400);
        admin.delete("/users/{mary}/credentials/{otp}");
        admin.get("/users/{mary}/credentials");
        both.signIn("mary", "langley-1958");
    }

    /** Keycloak compares a label only with the labels of the same type, and trims only the new label. */
    @Test
    void aLabelIsUniqueAmongTheCredentialsOfOneType() {
        admin.post("/users", Person.named("mary", "Mary", "Jackson").with("credentials", List.of(
                Credential.password("langley-1958"), Credential.labeled("webauthn", " key"),
                Credential.labeled("webauthn", "key"), Credential.labeled("webauthn-passwordless", "KEY")))).as("mary");
        admin.get("/users/{mary}/credentials").as("spaced", "/1/id").as("key", "/2/id").as("passwordless", "/3/id");
        for (String label : List.of("key", " key", "KEY", "key ", "Key", "other", "key")) {
            for (String credential : List.of("{spaced}", "{key}", "{passwordless}")) {
                admin.putText("/users/{mary}/credentials/" + credential + "/userLabel", label).eitherWay();
            }
        }
        admin.get("/users/{mary}/credentials");
        admin.put("/users/{grace}", Map.of("credentials",
                List.of(Credential.labeled("webauthn", "key"), Credential.labeled("webauthn", " Key")))).eitherWay();
        admin.get("/users/{grace}/credentials");
    }

    @Test
    void credentialTypesAreDisabledAsInAStandardRealm() {
        admin.post("/users", Person.named("mary", "Mary", "Jackson").with("credentials",
                List.of(Credential.password("langley-1958"), Credential.totp()))).as("mary");
        admin.put("/users/{mary}/disable-credential-types", List.of("otp"));
        admin.get("/users/{mary}/credentials");
        admin.put("/users/{mary}/disable-credential-types", List.of("password"));
        admin.get("/users/{mary}/credentials");
        admin.put("/users/{mary}/disable-credential-types", List.of("nonsense"));
        admin.put("/users/{mary}/disable-credential-types", List.of());
        both.signIn("mary", "langley-1958").refused(400);
    }

    @Test
    void aHashedPasswordIsImported() {
        admin.post("/users", Person.named("mary", "Mary", "Jackson").with("credentials",
                List.of(Credential.hashedPassword("langley-1958")))).as("mary");
        admin.get("/users/{mary}/credentials");
        both.signIn("mary", "langley-1959").refused(400);
        both.signIn("mary", "langley-1958");
        admin.get("/users/{mary}/credentials");
        admin.put("/users/{mary}", Map.of("credentials", List.of(Credential.password("langley-1960"))));
        admin.get("/users/{mary}/credentials");
        both.signIn("mary", "langley-1960");
        admin.put("/users/{mary}", Map.of("credentials", List.of(Credential.password("short")))).refused(400);
        admin.put("/users/{grace}", Map.of("credentials", List.of(Credential.totp())));
        admin.get("/users/{grace}/credentials");
    }
}
