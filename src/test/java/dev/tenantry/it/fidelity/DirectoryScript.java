package dev.tenantry.it.fidelity;

import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.process.Directory;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Realms import users from an LDAP directory. Each of the two realms has a directory with the same content. */
abstract class DirectoryScript {

    private static final String SYNC = "/user-storage/{directory}/sync?action=";
    private static final String FULL = SYNC + "triggerFullSync";
    private static final String CHANGED = SYNC + "triggerChangedUsersSync";

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Supplier<Directory> start;
    private final Map<TestRealm, Directory> directories = new HashMap<>();
    private final Script admin = both.admin();

    DirectoryScript(Supplier<Directory> start) {
        this.start = start;
    }

    @BeforeEach
    void startDirectories() {
        both.remember("ldap", realm -> directories.computeIfAbsent(realm, any -> start.get()
                .withPerson("grace", "cobol-1959")
                .withPerson("jean", "eniac-1946")
                .withPerson("mary", "lisp-1958")
                .withGroup("navy", "grace", "jean")).url());
        both.change("/users/profile", Map.of("unmanagedAttributePolicy", "ENABLED"));
    }

    @AfterEach
    void stopDirectories() {
        directories.values().forEach(Directory::close);
    }

    private void connect(String editMode) {
        both.create("/components", Directory.component("{ldap}", true, editMode));
        both.findNamed("directory", "/components?type=org.keycloak.storage.UserStorageProvider");
    }

    /** Compares a value of this user in the directories of the two realms. */
    private void inDirectory(String username, String attribute) {
        both.compared(attribute + " of " + username + " in the directory", realm -> new Answer(
                200, HttpHeaders.of(Map.of(), (name, value) -> true),
                directories.get(realm).value(username, attribute)));
    }

    private void list(String query) {
        admin.get("/users?" + query).inAnyOrder();
    }

    @Test
    void aUserIsImportedAtTheFirstLogin() {
        connect("READ_ONLY");
        both.signIn("grace", "wrong").refused(400);
        both.signIn("grace", "cobol-1959");
        both.signIn("grace@partner.test", "cobol-1959");
        both.signIn("nobody", "cobol-1959").refused(400);
        both.find("grace", "/users?username=grace", "/0/id");
        admin.get("/users/{grace}");
        list("search=hopper");
        list("username=jean&exact=true");
        admin.get("/users/count");
        both.account("grace", "cobol-1959").get("");
        both.signIn("ada", TwoRealms.PASSWORD);
    }

    @Test
    void allUsersAreImportedBySynchronization() {
        both.create("/users", Person.named("mary", "Mary", "Jackson").with("email", "jackson@example.test"));
        connect("READ_ONLY");
        both.create("/components", Directory.titleMapper("{directory}"));
        admin.post(FULL);
        list("first=0&max=10");
        admin.post(FULL);
        directories.values().forEach(directory -> {
            directory.change("grace", "sn", "Brewster");
            directory.withPerson("margaret", "apollo-1969");
        });
        admin.post(CHANGED);
        list("first=0&max=10");
        directories.values().forEach(directory -> directory.remove("jean"));
        admin.post(FULL);
        both.signIn("jean", "eniac-1946").refused(400);
        admin.get("/users?username=jean&exact=true");
        both.signIn("margaret", "apollo-1969");
    }

    @Test
    void groupsAndRolesComeFromTheDirectory() {
        connect("READ_ONLY");
        both.create("/components", Directory.groupMapper("{directory}"));
        both.create("/components", Directory.roleMapper("{directory}"));
        both.findNamed("groups", "/components?parent={directory}");
        both.findNamed("roles", "/components?parent={directory}");
        admin.post("/user-storage/{directory}/mappers/{groups}/sync?direction=fedToKeycloak");
        admin.post("/user-storage/{directory}/mappers/{roles}/sync?direction=fedToKeycloak");
        admin.post(FULL);
        both.find("navy", "/group-by-path/navy", "/id");
        both.find("grace", "/users?username=grace", "/0/id");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/role-mappings/realm").inAnyOrder();
        admin.get("/groups/{navy}/members").inAnyOrder();
        admin.get("/roles/navy/users").inAnyOrder();
        both.claims("of grace", realm -> realm.passwordGrant(TestRealm.APPLICATION, "grace", "cobol-1959")).inAnyOrder();
    }

    @Test
    void aUserOfAReadOnlyDirectoryDoesNotChange() {
        connect("READ_ONLY");
        admin.post(FULL);
        both.find("grace", "/users?username=grace", "/0/id");
        admin.put("/users/{grace}", Map.of("lastName", "Brewster"));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}/reset-password", Credential.password("new-secret-1")).refused(400);
        admin.put("/users/{grace}", Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        admin.delete("/users/{grace}");
        both.signIn("grace", "cobol-1959");
        inDirectory("grace", "sn");
    }

    @Test
    void changesOfAUserAreWrittenToAWritableDirectory() {
        connect("WRITABLE");
        admin.post(FULL);
        both.find("grace", "/users?username=grace", "/0/id");
        admin.put("/users/{grace}", Map.of("lastName", "Brewster", "email", "brewster@partner.test"));
        inDirectory("grace", "sn");
        inDirectory("grace", "mail");
        admin.put("/users/{grace}/reset-password", Credential.password("new-secret-1"));
        both.signIn("grace", "cobol-1959").refused(400);
        both.signIn("grace", "new-secret-1");
        admin.post("/users", Person.named("katherine", "Katherine", "Johnson").withPassword("orbit-1962"))
                .as("katherine");
        inDirectory("katherine", "sn");
        both.signIn("katherine", "orbit-1962");
        admin.get("/users/{katherine}");
        admin.delete("/users/{katherine}");
        inDirectory("katherine", "sn");
        admin.get("/users?username=katherine&exact=true");
    }

    @Test
    void changesOfAUserOfAnUnsyncedDirectoryStayInTheRealm() {
        connect("UNSYNCED");
        admin.post(FULL);
        both.find("grace", "/users?username=grace", "/0/id");
        admin.put("/users/{grace}", Map.of("lastName", "Brewster"));
        admin.put("/users/{grace}/reset-password", Credential.password("new-secret-1"));
        admin.get("/users/{grace}");
        inDirectory("grace", "sn");
        both.signIn("grace", "new-secret-1");
        both.signIn("grace", "cobol-1959").refused(400);
    }

    @Test
    void importedUsersAreRemovedOrUnlinked() {
        connect("READ_ONLY");
        admin.post(FULL);
        admin.post("/user-storage/{directory}/remove-imported-users");
        admin.get("/users/count");
        both.signIn("ada", TwoRealms.PASSWORD);
        both.signIn("grace", "cobol-1959");
        admin.post("/user-storage/{directory}/unlink-users");
        both.find("grace", "/users?username=grace", "/0/id");
        admin.get("/users/{grace}");
        both.signIn("grace", "cobol-1959").refused(400);
        admin.post(FULL);
        admin.delete("/components/{directory}");
        list("first=0&max=10");
        both.signIn("mary", "lisp-1958").refused(400);
    }

    @Test
    void anUnavailableDirectoryLocksOutOnlyItsOwnUsers() {
        connect("READ_ONLY");
        admin.post(FULL);
        directories.values().forEach(Directory::close);
        both.signIn("ada", TwoRealms.PASSWORD);
        admin.get("/users?username=ada&exact=true");
        both.signIn("grace", "cobol-1959").refused(500);
    }
}
