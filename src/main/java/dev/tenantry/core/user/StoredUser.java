package dev.tenantry.core.user;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.tenantry.core.db.UnstorableTextException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user with all objects that the user owns: one row of the table of users. The methods change this object and record
 * the changes, and {@link UserStore#update} writes all recorded changes by one statement. Write an object in one
 * transaction only. Not thread-safe.
 */
public final class StoredUser {

    private final String id;
    private boolean plainId;
    private String username;
    private String email;
    private boolean emailShared;
    private String firstName;
    private String lastName;
    private boolean emailVerified;
    private boolean enabled;
    private int notBefore;
    private Long createdAt;
    private Long modifiedAt;
    private String federationLink;
    private String serviceAccountClient;

    final Part<List<String>> attributes = new Part<>();
    final Part<Boolean> requiredActions = new Part<>();
    final Part<Boolean> roles = new Part<>();
    /** The user's memberships: the entry's key is the group's id, and its value is the type of the membership. */
    final Part<String> groups = new Part<>();
    final Part<BrokerLink> brokerLinks = new Part<>();
    final Part<StoredConsent> consents = new Part<>();
    /** The user's verifiable credentials: the entry's key is the client scope's id. */
    final Part<StoredVerifiableCredential> verifiableCredentials = new Part<>();
    final Part<StoredVerifiableCredential.Issued> issuedCredentials = new Part<>();
    final CredentialList credentials = new CredentialList();

    /** The columns of the single values that were set since the user was loaded or last written. */
    private final Set<String> changed = new HashSet<>();
    private boolean beingWritten;

    /**
     * Creates a new user with an id that is not plain: the user's id in Keycloak consists of the tenant's component id
     * and this id.
     */
    public StoredUser(String id, String username) {
        this(id, false, username);
    }

    /**
     * Creates a new user. The user is disabled, and has no values except the id and the name.
     *
     * @param plainId true if Keycloak uses the id without the tenant's component id
     */
    public StoredUser(String id, boolean plainId, String username) {
        this.id = id;
        this.plainId = plainId;
        this.username = username;
    }

    /** Returns a copy of this user with another id. The copy is a new user. */
    public StoredUser withId(String otherId) {
        StoredUser copy = new StoredUser(otherId, plainId, username);
        copy.email(email, emailShared);
        copy.firstName(firstName);
        copy.lastName(lastName);
        copy.emailVerified(emailVerified);
        copy.enabled(enabled);
        copy.notBefore(notBefore);
        copy.createdAt(createdAt);
        copy.modifiedAt(modifiedAt);
        copy.federationLink(federationLink);
        copy.serviceAccountClient(serviceAccountClient);
        copy.attributes.load(attributes.entries());
        copy.requiredActions.load(requiredActions.entries());
        copy.roles.load(roles.entries());
        copy.groups.load(groups.entries());
        copy.brokerLinks.load(brokerLinks.entries());
        copy.consents.load(consents.entries());
        copy.verifiableCredentials.load(verifiableCredentials.entries());
        copy.issuedCredentials.load(issuedCredentials.entries());
        copy.credentials.load(credentials);
        return copy;
    }

    public String id() {
        return id;
    }

    public boolean plainId() {
        return plainId;
    }

    /** Sets whether Keycloak uses the id without the tenant's component id. Call this method for new users only. */
    public void plainId(boolean value) {
        plainId = value;
    }

    public String username() {
        return username;
    }

    public void username(String value) {
        remember("username", !Objects.equals(username, value));
        username = value;
    }

    public String email() {
        return email;
    }

    /** True if other users may have the same e-mail as this user. */
    public boolean emailShared() {
        return emailShared;
    }

    /**
     * Sets the e-mail.
     *
     * @param value the e-mail; null if the user has no e-mail
     * @param shared true if other users may have the same e-mail. If the user has no e-mail, false is stored: Keycloak's
     *     own table makes no difference between such users (UserEntity.setEmail, 26.7)
     */
    public void email(String value, boolean shared) {
        boolean isShared = value != null && shared;
        remember("email", !Objects.equals(email, value));
        remember("email_shared", emailShared != isShared);
        email = value;
        emailShared = isShared;
    }

    public String firstName() {
        return firstName;
    }

    public void firstName(String value) {
        remember("first_name", !Objects.equals(firstName, value));
        firstName = value;
    }

    public String lastName() {
        return lastName;
    }

    public void lastName(String value) {
        remember("last_name", !Objects.equals(lastName, value));
        lastName = value;
    }

    public boolean emailVerified() {
        return emailVerified;
    }

    public void emailVerified(boolean value) {
        remember("email_verified", emailVerified != value);
        emailVerified = value;
    }

    public boolean enabled() {
        return enabled;
    }

    public void enabled(boolean value) {
        remember("enabled", enabled != value);
        enabled = value;
    }

    /** Returns a time in seconds since the epoch: tokens that were issued before this time are invalid. */
    public int notBefore() {
        return notBefore;
    }

    public void notBefore(int value) {
        remember("not_before", notBefore != value);
        notBefore = value;
    }

    /** When the user was created, in milliseconds since the epoch; null if unknown. */
    public Long createdAt() {
        return createdAt;
    }

    public void createdAt(Long value) {
        remember("created_at", !Objects.equals(createdAt, value));
        createdAt = value;
    }

    /** When the user was last changed, in milliseconds since the epoch; null if unknown. */
    public Long modifiedAt() {
        return modifiedAt;
    }

    public void modifiedAt(Long value) {
        remember("modified_at", !Objects.equals(modifiedAt, value));
        modifiedAt = value;
    }

    public String federationLink() {
        return federationLink;
    }

    public void federationLink(String value) {
        remember("federation_link", !Objects.equals(federationLink, value));
        federationLink = value;
    }

    public String serviceAccountClient() {
        return serviceAccountClient;
    }

    public void serviceAccountClient(String value) {
        remember("service_account_client", !Objects.equals(serviceAccountClient, value));
        serviceAccountClient = value;
    }

    /**
     * Returns a map from each attribute's name to the attribute's values. The attributes are in their stored order; new
     * attributes come last.
     */
    public Map<String, List<String>> attributes() {
        return attributes.entries();
    }

    /**
     * Replaces all values of an attribute, including values that another session has stored since this object was
     * loaded. An empty list removes the attribute.
     *
     * @throws UnstorableTextException if PostgreSQL can't store the name or a value
     */
    public void attribute(String name, List<String> values) {
        UnstorableTextException.require(name);
        values.forEach(UnstorableTextException::require);
        if (values.isEmpty()) {
            attributes.remove(name);
        } else {
            attributes.put(name, List.copyOf(values));
        }
    }

    public List<String> requiredActions() {
        return keys(requiredActions);
    }

    public void require(String action) {
        requiredActions.put(action, true);
    }

    public void requireNoLonger(String action) {
        requiredActions.remove(action);
    }

    public List<String> roleIds() {
        return keys(roles);
    }

    /** @return false if the user has the role already */
    public boolean grantRole(String roleId) {
        return roles.put(roleId, true);
    }

    /** @return false if the user does not have the role */
    public boolean revokeRole(String roleId) {
        return roles.remove(roleId);
    }

    public List<String> groupIds() {
        return keys(groups);
    }

    /** Returns the type of the membership; empty if the user is not in the group. */
    public Optional<String> membershipType(String groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    /** @return false if the user is in the group already */
    public boolean joinGroup(String groupId, String membershipType) {
        return !groups.has(groupId) && groups.put(groupId, membershipType);
    }

    /** @return false if the user is not in the group */
    public boolean leaveGroup(String groupId) {
        return groups.remove(groupId);
    }

    /**
     * Returns the credentials, such as the password and passkeys, in the order in which Keycloak tries and shows them.
     */
    public CredentialList credentials() {
        return credentials;
    }

    /** Returns the links, in the order of the aliases of the identity providers. */
    public List<BrokerLink> brokerLinks() {
        return brokerLinks.entries().values().stream().sorted(comparing(BrokerLink::provider)).toList();
    }

    public Optional<BrokerLink> brokerLink(String provider) {
        return Optional.ofNullable(brokerLinks.get(provider));
    }

    /**
     * Adds the link, or replaces the user's link to the same identity provider.
     *
     * @throws UnstorableTextException if PostgreSQL can't store a text of the link
     */
    public void link(BrokerLink link) {
        Stream.of(link.provider(), link.brokerUserId(), link.brokerUsername(), link.token())
                .forEach(UnstorableTextException::require);
        brokerLinks.replace(link.provider(), link,
                known -> Objects.equals(known.brokerUserId(), link.brokerUserId()));
    }

    /** @return false if the user has no link to the identity provider */
    public boolean unlink(String provider) {
        return brokerLinks.remove(provider);
    }

    /** The consents, oldest first. */
    public List<StoredConsent> consents() {
        return consents.entries().values().stream()
                .sorted(comparing(StoredConsent::createdAt).thenComparing(StoredConsent::clientId))
                .toList();
    }

    public Optional<StoredConsent> consent(String clientId) {
        return Optional.ofNullable(consents.get(clientId));
    }

    /**
     * Adds the consent, or replaces the user's consent to the same client.
     *
     * @throws UnstorableTextException if PostgreSQL can't store a parameter of a scope
     */
    public void consent(StoredConsent consent) {
        consent.scopes().forEach(scope -> UnstorableTextException.require(scope.parameter()));
        consents.replace(consent.clientId(), consent, known -> true);
    }

    /** @return false if the user has given the client no consent */
    public boolean revokeConsent(String clientId) {
        return consents.remove(clientId);
    }

    /** The verifiable credentials in the order of the client scopes' ids. */
    public List<StoredVerifiableCredential> verifiableCredentials() {
        return verifiableCredentials.entries().values().stream()
                .sorted(comparing(StoredVerifiableCredential::clientScopeId))
                .toList();
    }

    public Optional<StoredVerifiableCredential> verifiableCredential(String clientScopeId) {
        return Optional.ofNullable(verifiableCredentials.get(clientScopeId));
    }

    /** Adds the verifiable credential, or replaces the user's verifiable credential with the same client scope. */
    public void verifiableCredential(StoredVerifiableCredential credential) {
        verifiableCredentials.replace(credential.clientScopeId(), credential,
                known -> known.id().equals(credential.id()));
    }

    /**
     * Removes a verifiable credential and all its issued credentials.
     *
     * @return false if the user has no verifiable credential of the client scope
     */
    public boolean removeVerifiableCredential(String clientScopeId) {
        StoredVerifiableCredential known = verifiableCredentials.get(clientScopeId);
        if (known != null) {
            issuedCredentials().stream()
                    .filter(issued -> issued.credentialId().equals(known.id()))
                    .forEach(issued -> removeIssued(issued.id()));
        }
        return verifiableCredentials.remove(clientScopeId);
    }

    /** The issued credentials of the user's verifiable credentials, oldest first. */
    public List<StoredVerifiableCredential.Issued> issuedCredentials() {
        Set<String> known = new HashSet<>();
        verifiableCredentials.entries().values().forEach(credential -> known.add(credential.id()));
        return issuedCredentials.entries().values().stream()
                .filter(issued -> known.contains(issued.credentialId()))
                .sorted(comparing(StoredVerifiableCredential.Issued::issuedAt, nullsFirst(naturalOrder()))
                        .thenComparing(StoredVerifiableCredential.Issued::id))
                .toList();
    }

    public void issued(StoredVerifiableCredential.Issued issued) {
        issuedCredentials.put(issued.id(), issued);
    }

    /** @return false if the user has no issued credential with that id */
    public boolean removeIssued(String id) {
        return issuedCredentials.remove(id);
    }

    private static List<String> keys(Part<?> part) {
        return List.copyOf(part.entries().keySet());
    }

    /** True if the user has changes that are neither written nor queued for writing. */
    public boolean isChanged() {
        return !beingWritten && (!changed.isEmpty() || credentials.isChanged() || parts().anyMatch(Part::isChanged));
    }

    private Stream<Part<?>> parts() {
        return Stream.of(attributes, requiredActions, roles, groups, brokerLinks, consents, verifiableCredentials,
                issuedCredentials);
    }

    private void remember(String column, boolean differs) {
        if (differs) {
            changed.add(column);
        }
    }

    /** True if the single value in this column was set since the user was loaded or last written. */
    boolean isChanged(String column) {
        return changed.contains(column);
    }

    /**
     * Records that a statement that writes this user is queued. Changes that are made before the statement is sent are
     * written by the same statement.
     */
    void isBeingWritten() {
        beingWritten = true;
    }

    void isWritten() {
        changed.clear();
        parts().forEach(Part::isWritten);
        credentials.isWritten();
        beingWritten = false;
    }
}
