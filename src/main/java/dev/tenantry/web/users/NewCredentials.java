package dev.tenantry.web.users;

import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordSecretData;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.storage.adapter.InMemoryUserAdapter;
import org.keycloak.util.JsonSerialization;

/**
 * Reads a user's credentials from a line of an import. A credential is either an exported credential or a password in
 * plain text. The realm's password policy checks and hashes a password in plain text (PasswordCredentialProvider,
 * 26.7). Used in one Keycloak session only. Not thread-safe.
 */
final class NewCredentials {

    private static final String FIELD = "credentials";

    private final KeycloakSession session;
    private final RealmModel realm;
    /**
     * The parameters of password hashes that were found valid. Most passwords have equal parameters, so a second check
     * would be wasted time.
     */
    private final Set<String> known = new HashSet<>();

    /**
     * A label, and the type of the labeled credential. Two credentials of different types can have one label. Keycloak
     * trims a new label, and not the labels that it compares the new label with
     * (JpaUserCredentialStore.validateDuplicateCredential, 26.7).
     */
    private record Label(String type, String text) {

        static Label of(StoredCredential credential) {
            return new Label(credential.type(), credential.label().toLowerCase(Locale.ROOT));
        }

        static Label trimmed(StoredCredential credential) {
            return new Label(credential.type(), credential.label().trim().toLowerCase(Locale.ROOT));
        }
    }

    NewCredentials(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * Returns a new user's credentials.
     *
     * @param user the user; the password policy may need the user's name and e-mail
     */
    List<StoredCredential> of(StoredUser user, List<CredentialRepresentation> given) {
        List<StoredCredential> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<Label> labels = new HashSet<>();
        for (CredentialRepresentation credential : Fields.list(FIELD, given)) {
            String field = Fields.at(FIELD, all.size());
            StoredCredential stored = stored(field, user, credential);
            if (!ids.add(stored.id())) {
                throw new InvalidRequestException(field + ".id", "occurs twice");
            }
            if (stored.label() != null) {
                if (labels.contains(Label.trimmed(stored))) {
                    throw new InvalidRequestException(field + ".userLabel", "occurs twice");
                }
                labels.add(Label.of(stored));
            }
            all.add(stored);
        }
        if (all.stream().filter(credential -> PasswordCredentialModel.TYPE.equals(credential.type())).count() > 1) {
            throw new InvalidRequestException(FIELD, "can hold one password only");
        }
        return all;
    }

    private StoredCredential stored(String field, StoredUser user, CredentialRepresentation given) {
        String value = given.getValue();
        CredentialModel model = value == null || value.isEmpty()
                ? exported(field, given)
                : hashed(field, user, given);
        return new StoredCredential(
                Objects.requireNonNullElseGet(
                        Fields.text(field + ".id", given.getId()), KeycloakModelUtils::generateId),
                model.getType(),
                Fields.text(field + ".userLabel", given.getUserLabel()),
                Objects.requireNonNullElseGet(given.getCreatedDate(), Time::currentTimeMillis),
                model.getSecretData(),
                model.getCredentialData());
    }

    private CredentialModel hashed(String field, StoredUser user, CredentialRepresentation given) {
        if (given.getType() != null && !PasswordCredentialModel.TYPE.equals(given.getType())) {
            throw new InvalidRequestException(field + ".value", "is for passwords; another credential has data");
        }
        InMemoryUserAdapter asked = new InMemoryUserAdapter(session, realm, user.id());
        asked.setUsername(user.username());
        asked.setEmail(user.email());
        PolicyError weak = session.getProvider(PasswordPolicyManagerProvider.class)
                .validate(realm, asked, given.getValue());
        if (weak != null) {
            Object[] parameters = weak.getParameters() == null ? new Object[0] : weak.getParameters();
            throw new InvalidRequestException(field + ".value", weak.getMessage(), parameters);
        }
        PasswordPolicy policy = realm.getPasswordPolicy();
        return hash(policy).encodedCredential(given.getValue(), policy.getHashIterations());
    }

    private PasswordHashProvider hash(PasswordPolicy policy) {
        PasswordHashProvider chosen = policy.getHashAlgorithm() == null
                ? null
                : session.getProvider(PasswordHashProvider.class, policy.getHashAlgorithm());
        return chosen == null ? session.getProvider(PasswordHashProvider.class) : chosen;
    }

    /**
     * Returns an exported credential. Refuses data that Keycloak can't read, because such data would make each login of
     * the user fail.
     */
    private CredentialModel exported(String field, CredentialRepresentation given) {
        if (given.getSecretData() == null || given.getCredentialData() == null) {
            throw new InvalidRequestException(field, "needs a value, or secretData and credentialData");
        }
        CredentialModel model = new CredentialModel();
        model.setType(Fields.needed(field + ".type", given.getType()));
        model.setSecretData(given.getSecretData());
        model.setCredentialData(given.getCredentialData());
        try {
            read(model);
        } catch (IOException | RuntimeException unreadable) {
            throw new InvalidRequestException(field, "lacks the data of such a credential");
        }
        return model;
    }

    private void read(CredentialModel model) throws IOException {
        switch (model.getType()) {
            case PasswordCredentialModel.TYPE, PasswordCredentialModel.PASSWORD_HISTORY -> readPassword(model);
            case OTPCredentialModel.TYPE -> OTPCredentialModel.createFromCredentialModel(model);
            default -> {
                JsonSerialization.mapper.readTree(model.getSecretData());
                JsonSerialization.mapper.readTree(model.getCredentialData());
            }
        }
    }

    private void readPassword(CredentialModel model) throws IOException {
        if (known.contains(model.getCredentialData()) && !model.getSecretData().isBlank()) {
            JsonSerialization.readValue(model.getSecretData(), PasswordSecretData.class);
        } else {
            PasswordCredentialModel.createFromCredentialModel(model);
            known.add(model.getCredentialData());
        }
    }
}
