package dev.tenantry.core.user;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.tenantry.core.db.UnstorableTextException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The credentials of one user, in the order in which Keycloak tries and shows them. A user has at most one password.
 * The password has its own column in the table. If two sessions store a password at the same time, the password that is
 * written last remains. Not thread-safe.
 */
public final class CredentialList {

    /** Keycloak's type of a password (PasswordCredentialModel, 26.7). */
    static final String PASSWORD = "password";

    /** A credential and its position in the user's list of credentials. */
    record Placed(int position, StoredCredential credential) {

        private Placed at(int other) {
            return new Placed(other, credential);
        }
    }

    /**
     * The changes to a stored credential.
     *
     * @param positionOrNull the new position; null if the credential was not moved
     * @param credentialOrNull the credential's new values; null if no value except the position has changed
     */
    record Change(Integer positionOrNull, StoredCredential credentialOrNull) {}

    /** How the next write changes the stored password. */
    enum PasswordChange {
        NONE,
        /** Replaces any stored password. */
        NEW,
        /**
         * Replaces the stored password by the password in this list. Does nothing if the stored password has another id
         * than the password in this list, or is newer.
         */
        SAME,
        /** Removes the password. Does nothing if another session has stored a new password meanwhile. */
        REMOVED
    }

    /** All credentials except the password. */
    private final Part<Placed> others = new Part<>();
    private final Set<String> moved = new HashSet<>();
    private final Set<String> updated = new HashSet<>();
    private Placed passwordOrNull;
    private PasswordChange passwordChange = PasswordChange.NONE;
    private final Set<String> removedPasswords = new HashSet<>();

    CredentialList() {}

    void load(Placed storedPasswordOrNull, Map<String, Placed> stored) {
        passwordOrNull = storedPasswordOrNull;
        others.load(stored);
    }

    void load(CredentialList stored) {
        load(stored.passwordOrNull, stored.others.entries());
    }

    /** Returns all credentials, including the password, in their order. */
    public List<StoredCredential> all() {
        return placed().stream().map(Placed::credential).toList();
    }

    private List<Placed> placed() {
        List<Placed> all = new ArrayList<>(others.entries().values());
        if (passwordOrNull != null) {
            all.add(passwordOrNull);
        }
        all.sort(comparingInt(Placed::position).thenComparing(comparing(placed -> placed.credential.id())));
        return all;
    }

    /**
     * Adds a credential at the end. If the credential is a password and the user already has a password, replaces the
     * user's password instead, at the same position.
     *
     * @throws UnstorableTextException if PostgreSQL can't store a text of the credential
     */
    public void add(StoredCredential credential) {
        requireStorable(credential);
        if (!isPassword(credential)) {
            others.put(credential.id(), new Placed(end(), credential));
        } else {
            setPassword(credential);
        }
    }

    private int end() {
        List<Placed> all = placed();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).position + 1;
    }

    private void setPassword(StoredCredential password) {
        int position = passwordOrNull == null ? end() : passwordOrNull.position;
        forgetPassword();
        passwordOrNull = new Placed(position, password);
        passwordChange = PasswordChange.NEW;
    }

    /**
     * Replaces the stored credential that has the id of the given credential. The position stays unchanged. Does
     * nothing if the stored credential is a newer password than the given password. Reason: Keycloak checks a password,
     * and may later store the same password with a new hash. If the user has replaced the password meanwhile, Keycloak
     * must not restore the old password (PasswordCredentialProvider.refreshPassword, 26.7).
     *
     * @throws UnstorableTextException if PostgreSQL can't store a text of the credential
     */
    public void update(StoredCredential credential) {
        requireStorable(credential);
        if (isPasswordsId(credential.id())) {
            if (!isPassword(credential)) {
                throw new IllegalArgumentException("A password stays a password");
            }
            if (!isNewer(passwordOrNull.credential, credential)) {
                changeSamePassword(new Placed(passwordOrNull.position, credential));
            }
        } else if (others.has(credential.id())) {
            others.update(credential.id(), new Placed(others.get(credential.id()).position, credential));
            updated.add(credential.id());
        }
    }

    /**
     * Replaces the user's password by the given password, if both have the same id. Unlike {@link #update}, this method
     * does not compare the creation times, since the servers' clocks may differ.
     */
    public void replacePassword(StoredCredential password) {
        if (isPasswordsId(password.id())) {
            setPassword(password);
        }
    }

    private static void requireStorable(StoredCredential credential) {
        Stream.of(credential.id(), credential.type(), credential.label(), credential.secretData(),
                        credential.credentialData())
                .forEach(UnstorableTextException::require);
    }

    private static boolean isPassword(StoredCredential credential) {
        return PASSWORD.equals(credential.type());
    }

    private boolean isPasswordsId(String id) {
        return passwordOrNull != null && passwordOrNull.credential.id().equals(id);
    }

    private static boolean isNewer(StoredCredential known, StoredCredential given) {
        return known.createdAt() != null && given.createdAt() != null && known.createdAt() > given.createdAt();
    }

    private void changeSamePassword(Placed password) {
        passwordOrNull = password;
        if (passwordChange == PasswordChange.NONE) {
            passwordChange = PasswordChange.SAME;
        }
    }

    /** @return false if the user has no credential with that id */
    public boolean remove(String id) {
        if (!isPasswordsId(id)) {
            return others.remove(id);
        }
        forgetPassword();
        passwordChange = PasswordChange.REMOVED;
        return true;
    }

    private void forgetPassword() {
        password().ifPresent(known -> removedPasswords.add(known.credential.id()));
        passwordOrNull = null;
    }

    /**
     * Moves a credential directly behind another credential.
     *
     * @param previousId the id of the other credential; empty to move the credential to the front
     * @return false if the user lacks one of the two credentials
     */
    public boolean moveBehind(String id, Optional<String> previousId) {
        List<Placed> order = placed();
        Optional<Placed> moved = find(order, id);
        if (moved.isEmpty() || previousId.isPresent() && find(order, previousId.get()).isEmpty()) {
            return false;
        }
        if (!previousId.equals(Optional.of(id))) {
            order.remove(moved.get());
            int behind = previousId.flatMap(previous -> find(order, previous)).map(order::indexOf).orElse(-1) + 1;
            order.add(behind, moved.get());
            number(order);
        }
        return true;
    }

    private static Optional<Placed> find(List<Placed> order, String id) {
        return order.stream().filter(placed -> placed.credential.id().equals(id)).findFirst();
    }

    private void number(List<Placed> order) {
        for (int position = 0; position < order.size(); position++) {
            Placed placed = order.get(position);
            boolean isPassword = isPasswordsId(placed.credential.id());
            if (isPassword && placed.position != position) {
                changeSamePassword(placed.at(position));
            } else if (!isPassword && placed.position != position) {
                others.update(placed.credential.id(), placed.at(position));
                moved.add(placed.credential.id());
            }
        }
    }

    Optional<Placed> password() {
        return Optional.ofNullable(passwordOrNull);
    }

    PasswordChange passwordChange() {
        return passwordChange;
    }

    /**
     * The ids of all passwords that were replaced or removed since the user was loaded or last written. If the next
     * write is {@link PasswordChange#REMOVED}, it removes the stored password only if the password has one of these
     * ids.
     */
    Set<String> removedPasswords() {
        return removedPasswords;
    }

    /** All credentials except the password, by id. */
    Part<Placed> others() {
        return others;
    }

    /**
     * Returns the changes to credentials other than the password: a map from each credential's id to the change. If
     * another session has removed a credential, the change to this credential is not written.
     */
    Map<String, Change> changes() {
        Map<String, Change> changes = new TreeMap<>();
        others.updated().forEach((id, placed) -> changes.put(id, new Change(
                moved.contains(id) ? placed.position : null, updated.contains(id) ? placed.credential : null)));
        return changes;
    }

    boolean isChanged() {
        return passwordChange != PasswordChange.NONE || others.isChanged();
    }

    void isWritten() {
        passwordChange = PasswordChange.NONE;
        removedPasswords.clear();
        others.isWritten();
        moved.clear();
        updated.clear();
    }
}
