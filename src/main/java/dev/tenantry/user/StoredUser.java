package dev.tenantry.user;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A user and all that a login needs of them. The setters of single values only remember that there is something to
 * write, which {@link UserStore#update} does once for all of them; the collections change through their stores. One
 * thread, and one transaction that writes.
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

    final Map<String, List<String>> attributes = new LinkedHashMap<>();
    final Set<String> requiredActions = new LinkedHashSet<>();
    final Set<String> roleIds = new LinkedHashSet<>();
    /** By group id: the kind of membership. */
    final Map<String, String> groups = new LinkedHashMap<>();
    /** In the order in which they are tried. */
    final List<StoredCredential> credentials = new ArrayList<>();

    /** The columns of the single values that were set since the user was loaded or last written. */
    private final Set<String> changed = new HashSet<>();
    private boolean beingWritten;
    private boolean isNew;
    private boolean locked;

    /** The same with an id that was chosen, for Keycloak behind the tenant's component. */
    public StoredUser(String id, String username) {
        this(id, false, username);
    }

    /**
     * A user who is not stored yet: disabled, without anything but a name.
     *
     * @param plainId true if Keycloak knows the user by the id alone
     */
    public StoredUser(String id, boolean plainId, String username) {
        this.id = id;
        this.plainId = plainId;
        this.username = username;
    }

    public String id() {
        return id;
    }

    public boolean plainId() {
        return plainId;
    }

    /** For one who is not stored yet. */
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

    /** Whether other users may have this one's e-mail too. */
    public boolean emailShared() {
        return emailShared;
    }

    public void email(String value, boolean shared) {
        remember("email", !Objects.equals(email, value));
        remember("email_shared", emailShared != shared);
        email = value;
        emailShared = shared;
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

    /** Seconds since the epoch: tokens issued earlier are void. */
    public int notBefore() {
        return notBefore;
    }

    public void notBefore(int value) {
        remember("not_before", notBefore != value);
        notBefore = value;
    }

    /** Milliseconds since the epoch, or null. */
    public Long createdAt() {
        return createdAt;
    }

    public void createdAt(Long value) {
        remember("created_at", !Objects.equals(createdAt, value));
        createdAt = value;
    }

    /** Milliseconds since the epoch, or null. */
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

    /** Names in order, each with its values in order. */
    public Map<String, List<String>> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    public List<String> requiredActions() {
        return List.copyOf(requiredActions);
    }

    public List<String> roleIds() {
        return List.copyOf(roleIds);
    }

    public List<String> groupIds() {
        return List.copyOf(groups.keySet());
    }

    /** Null where the user is not in the group. */
    public String membershipType(String groupId) {
        return groups.get(groupId);
    }

    public List<StoredCredential> credentials() {
        return List.copyOf(credentials);
    }

    /**
     * What one who is not stored yet has from the start.
     *
     * @param groups the kind of membership by a group's id
     * @param credentials in the order in which they are tried
     */
    public void owns(
            Map<String, List<String>> attributes,
            Set<String> requiredActions,
            Set<String> roleIds,
            Map<String, String> groups,
            List<StoredCredential> credentials) {
        this.attributes.putAll(attributes);
        this.requiredActions.addAll(requiredActions);
        this.roleIds.addAll(roleIds);
        this.groups.putAll(groups);
        this.credentials.addAll(credentials);
    }

    /** Whether a single value differs from what is stored, and nothing is on its way to store it. */
    public boolean isChanged() {
        return !changed.isEmpty() && !beingWritten;
    }

    private void remember(String column, boolean differs) {
        if (differs) {
            changed.add(column);
        }
    }

    /** Whether the single value in this column was set since the user was loaded or last written. */
    boolean isChanged(String column) {
        return changed.contains(column);
    }

    /** All single values are going to be written, as they are by then. */
    void isBeingWritten() {
        beingWritten = true;
    }

    void isWritten() {
        changed.clear();
        beingWritten = false;
    }

    /** The transaction at work inserts the user's row: nobody else knows the user before its end. */
    void isInserted() {
        isNew = true;
        locked = true;
    }

    /** Whether the transaction at work has inserted the user: nothing is stored that was not loaded. */
    boolean isNew() {
        return isNew;
    }

    /** The transaction at work holds the lock of the user's row from its next statement on. */
    void isLocked() {
        locked = true;
    }

    boolean hasLock() {
        return locked;
    }
}
