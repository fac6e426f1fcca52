package dev.tenantry.web.signup;

import dev.tenantry.core.signup.PendingSignUp;
import dev.tenantry.core.signup.SignUpForm;
import dev.tenantry.keycloak.provisioning.ProvisioningRequest;
import java.util.List;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Converts a sign-up to a provisioning request of the kind that operators send to the admin API. */
final class SignUpProvisioning {

    private SignUpProvisioning() {}

    static ProvisioningRequest of(String template, SignUpForm form, CredentialRepresentation password) {
        UserRepresentation user = user(form.username(), form.email(), form.firstName(), form.lastName(), password);
        user.setEmailVerified(false);
        return new ProvisioningRequest(form.tenantName(), form.organization(), template, null, user);
    }

    /** Builds the request for a sign-up with a verified e-mail address: the user has followed the mailed link. */
    static ProvisioningRequest of(String template, PendingSignUp signUp) {
        CredentialRepresentation hashed = new CredentialRepresentation();
        hashed.setType(CredentialRepresentation.PASSWORD);
        hashed.setSecretData(signUp.secretData());
        hashed.setCredentialData(signUp.credentialData());
        UserRepresentation user =
                user(signUp.username(), signUp.email(), signUp.firstName(), signUp.lastName(), hashed);
        user.setEmailVerified(true);
        return new ProvisioningRequest(signUp.name(), signUp.displayName(), template, null, user);
    }

    static CredentialRepresentation password(SignUpForm form) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(form.password());
        password.setTemporary(false);
        return password;
    }

    private static UserRepresentation user(
            String username, String email, String firstName, String lastName, CredentialRepresentation password) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(email);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        return user;
    }
}
