package dev.tenantry.web.users;

import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.RequestJson;
import dev.tenantry.keycloak.user.ChosenId;
import dev.tenantry.keycloak.user.TenantComponents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.DefaultRequiredActions;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.utils.EmailValidationUtil;

/**
 * Reads lines as new users of a tenant's realm. As in Keycloak's own import (DefaultExportImportManager.createUser,
 * 26.7), users are disabled unless their line enables them, and get only the roles, groups and other objects that their
 * line lists. Users are not checked against the user profile. Keycloak's import creates missing roles and groups. This
 * class instead refuses a line that refers to a missing role or group. Used in one Keycloak session only. Not
 * thread-safe.
 */
final class LineReader {

    /** Names that an attribute must not have: an attribute with the name of a field would override the field. */
    private static final Set<String> NO_ATTRIBUTES =
            Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private final RealmModel realm;
    private final IdsByName ids;
    private final NewCredentials credentials;
    private final String componentId;
    private final IdPrefix prefix;
    private final Supplier<String> newIds;
    private final Set<String> foreign = new HashSet<>();
    /**
     * The maximum length of the local part of an e-mail address, an option of Keycloak. The reader reads the option
     * once: reading the option for each address would take longer than reading the line.
     */
    private final int maxEmailLocalPart = Config.scope("user-profile", "declarative-user-profile")
            .getInt(EmailValidationUtil.MAX_EMAIL_LOCAL_PART_LENGTH, EmailValidationUtil.MAX_LOCAL_PART_LENGTH);

    /** @param newIds supplies a new id for each user whose line has no id */
    LineReader(KeycloakSession session, RealmModel realm, IdsByName ids, IdPrefix prefix, Supplier<String> newIds) {
        this.realm = realm;
        this.ids = ids;
        this.credentials = new NewCredentials(session, realm);
        this.componentId = TenantComponents.id(realm).orElseThrow();
        this.prefix = prefix;
        this.newIds = newIds;
    }

    /**
     * Returns the user ids that the lines read so far contain. Leaves out ids that begin with the tenant's prefix, and
     * ids that begin with a component's id. The caller decides how to store the returned ids.
     */
    Set<String> foreignIds() {
        return foreign;
    }

    /**
     * Reads one line.
     *
     * @throws InvalidRequestException if a field is wrong; the exception names the field
     */
    StoredUser read(byte[] json) {
        UserRepresentation line = RequestJson.readLine(json, UserRepresentation.class);
        refuseForgotten(line);
        StoredUser user = user(line);
        attributes(line.getAttributes()).forEach(user::attribute);
        requiredActions(line).forEach(user::require);
        roles(line).forEach(user::grantRole);
        groups(line.getGroups()).forEach(group -> user.joinGroup(group, MembershipType.UNMANAGED.name()));
        credentials.of(user, line.getCredentials()).forEach(user.credentials()::add);
        NewConsents.of(ids, line.getClientConsents()).forEach(user::consent);
        brokerLinks(line.getFederatedIdentities()).forEach(user::link);
        List<StoredVerifiableCredential> verifiable = NewVerifiableCredentials.of(ids, line);
        verifiable.forEach(user::verifiableCredential);
        NewVerifiableCredentials.issued(ids, verifiable, line).forEach(user::issued);
        return user;
    }

    @SuppressWarnings("deprecation") // reads deprecated fields only to refuse them
    private static void refuseForgotten(UserRepresentation line) {
        if (line.getApplicationRoles() != null) {
            throw new InvalidRequestException("applicationRoles", "is replaced by clientRoles");
        }
        if (line.getSocialLinks() != null) {
            throw new InvalidRequestException("socialLinks", "is replaced by federatedIdentities");
        }
    }

    private StoredUser user(UserRepresentation line) {
        StoredUser user = newUser(
                line.getId(), KeycloakModelUtils.toLowerCaseSafe(Fields.needed("username", line.getUsername())));
        user.email(email(line.getEmail()), realm.isDuplicateEmailsAllowed());
        user.firstName(Fields.text("firstName", line.getFirstName()));
        user.lastName(Fields.text("lastName", line.getLastName()));
        user.emailVerified(Boolean.TRUE.equals(line.isEmailVerified()));
        user.enabled(Boolean.TRUE.equals(line.isEnabled()));
        user.notBefore(Objects.requireNonNullElse(line.getNotBefore(), 0));
        long now = Time.currentTimeMillis();
        user.createdAt(Objects.requireNonNullElse(line.getCreatedTimestamp(), now));
        user.modifiedAt(now);
        user.federationLink(federationLink(line.getFederationLink()));
        if (line.getServiceAccountClientId() != null) {
            user.serviceAccountClient(ids.client("serviceAccountClientId", line.getServiceAccountClientId()));
        }
        return user;
    }

    /** Creates the user with the same default values that TenantUsers.add sets. */
    private StoredUser newUser(String id, String username) {
        if (id == null) {
            return new StoredUser(newIds.get(), true, username);
        }
        ChosenId chosen = new ChosenId(id);
        chosen.problem(componentId).ifPresent(problem -> {
            throw new InvalidRequestException("id", problem);
        });
        boolean isOwn = chosen.isOwn(prefix);
        if (chosen.isPlain() && !isOwn) {
            foreign.add(id);
        }
        return new StoredUser(chosen.stored(), isOwn, username);
    }

    private String email(String given) {
        String email = given == null || given.isBlank() ? null : KeycloakModelUtils.toLowerCaseSafe(given);
        Fields.text(UserModel.EMAIL, email);
        if (email != null && !EmailValidationUtil.isValidEmail(email, maxEmailLocalPart)) {
            throw new InvalidRequestException(UserModel.EMAIL, "error-invalid-email");
        }
        return email;
    }

    private String federationLink(String given) {
        if (given != null && !ids.hasComponent(given)) {
            throw new InvalidRequestException("federationLink", "The realm has no such component");
        }
        return given;
    }

    private static Map<String, List<String>> attributes(Map<String, List<String>> given) {
        Map<String, List<String>> attributes = new HashMap<>();
        if (given != null) {
            given.forEach((name, values) -> {
                if (NO_ATTRIBUTES.contains(name)) {
                    throw new InvalidRequestException("attributes." + name, "is a field of its own");
                }
                List<String> present =
                        values == null ? List.of() : values.stream().filter(Objects::nonNull).toList();
                attributes.put(Fields.text("attributes", name), present);
            });
        }
        return attributes;
    }

    /**
     * Returns the line's required actions. If the line has a temporary password, adds the action to change the
     * password.
     */
    private static Set<String> requiredActions(UserRepresentation line) {
        Set<String> actions = new LinkedHashSet<>();
        for (String action : Fields.list("requiredActions", line.getRequiredActions())) {
            actions.add(DefaultRequiredActions.getDefaultRequiredActionCaseInsensitively(
                    Fields.text("requiredActions", action)));
        }
        boolean isTemporary = Fields.list("credentials", line.getCredentials()).stream()
                .map(CredentialRepresentation::isTemporary)
                .anyMatch(Boolean.TRUE::equals);
        if (isTemporary) {
            actions.add(UserModel.RequiredAction.UPDATE_PASSWORD.name());
        }
        return actions;
    }

    private Set<String> roles(UserRepresentation line) {
        Set<String> roles = new LinkedHashSet<>();
        for (String name : Fields.list("realmRoles", line.getRealmRoles())) {
            roles.add(ids.realmRole("realmRoles", name.trim()));
        }
        if (line.getClientRoles() != null) {
            line.getClientRoles().forEach((client, names) -> Fields.list("clientRoles", names)
                    .forEach(name -> roles.add(ids.clientRole("clientRoles", client, name.trim()))));
        }
        return roles;
    }

    private List<String> groups(List<String> paths) {
        return Fields.list("groups", paths).stream().map(path -> ids.group("groups", path)).toList();
    }

    private static List<BrokerLink> brokerLinks(List<FederatedIdentityRepresentation> given) {
        List<BrokerLink> links = new ArrayList<>();
        Set<String> providers = new HashSet<>();
        for (FederatedIdentityRepresentation link : Fields.list("federatedIdentities", given)) {
            String field = Fields.at("federatedIdentities", links.size());
            String provider = Fields.needed(field + ".identityProvider", link.getIdentityProvider());
            if (!providers.add(provider)) {
                throw new InvalidRequestException(field + ".identityProvider", "occurs twice");
            }
            links.add(new BrokerLink(
                    provider,
                    Fields.needed(field + ".userId", link.getUserId()),
                    Fields.text(field + ".userName", link.getUserName()),
                    null));
        }
        return links;
    }
}
