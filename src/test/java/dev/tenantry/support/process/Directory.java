package dev.tenantry.support.process;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A partner's LDAP directory with people and groups: in memory, or a real OpenLDAP. Only the directory has the
 * passwords of its people.
 */
public final class Directory implements AutoCloseable {

    static final String BASE = "dc=partner,dc=test";
    static final String BIND_DN = "cn=admin," + BASE;
    static final String BIND_PASSWORD = "directory-secret";

    private static final String PEOPLE = "ou=people," + BASE;
    private static final String GROUPS = "ou=groups," + BASE;

    private final int port;
    private final LDAPInterface entries;
    private final Runnable stop;

    private Directory(int port, LDAPInterface entries, Runnable stop) {
        this.port = port;
        this.entries = entries;
        this.stop = stop;
        add(BASE, Map.of("objectClass", List.of("domain"), "dc", List.of("partner")));
        add(PEOPLE, Map.of("objectClass", List.of("organizationalUnit"), "ou", List.of("people")));
        add(GROUPS, Map.of("objectClass", List.of("organizationalUnit"), "ou", List.of("groups")));
    }

    /** A directory in this JVM. */
    public static Directory inMemory() {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.addAdditionalBindCredentials(BIND_DN, BIND_PASSWORD);
            config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig(
                    "ldap", InetAddress.getLoopbackAddress(), 0, null));
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.startListening();
            return new Directory(server.getListenPort(), server, () -> server.shutDown(true));
        } catch (LDAPException e) {
            throw new IllegalStateException("The directory did not start", e);
        }
    }

    /** Debian's OpenLDAP, on a port of its own. */
    public static Directory openLdap() {
        OpenLdap server = OpenLdap.start();
        try {
            LDAPConnection connection = new LDAPConnection("127.0.0.1", server.port(), BIND_DN, BIND_PASSWORD);
            return new Directory(server.port(), connection, () -> {
                connection.close();
                server.close();
            });
        } catch (LDAPException e) {
            server.close();
            throw new IllegalStateException("The directory did not start", e);
        }
    }

    public String url() {
        return "ldap://127.0.0.1:" + port;
    }

    public Directory withPerson(String username, String password) {
        add(person(username), Map.of(
                "objectClass", List.of("inetOrgPerson"),
                "uid", List.of(username),
                "cn", List.of("Grace"),
                "sn", List.of("Hopper"),
                "mail", List.of(username + "@partner.test"),
                "title", List.of("admiral"),
                "userPassword", List.of(password)));
        return this;
    }

    public Directory withGroup(String name, String... usernames) {
        add(group(name), Map.of(
                "objectClass", List.of("groupOfNames"),
                "cn", List.of(name),
                "member", List.of(usernames).stream().map(Directory::person).toList()));
        return this;
    }

    private static String person(String username) {
        return "uid=" + username + "," + PEOPLE;
    }

    private static String group(String name) {
        return "cn=" + name + "," + GROUPS;
    }

    private void add(String dn, Map<String, List<String>> values) {
        List<Attribute> attributes = values.entrySet().stream()
                .map(value -> new Attribute(value.getKey(), value.getValue()))
                .toList();
        try {
            entries.add(new Entry(dn, attributes));
        } catch (LDAPException e) {
            throw new IllegalStateException("The directory has refused " + dn, e);
        }
    }

    public void remove(String username) {
        try {
            entries.delete(person(username));
        } catch (LDAPException e) {
            throw new IllegalStateException("The directory has not removed " + username, e);
        }
    }

    public void change(String username, String attribute, String value) {
        try {
            entries.modify(person(username), new Modification(ModificationType.REPLACE, attribute, value));
        } catch (LDAPException e) {
            throw new IllegalStateException("The directory has not changed " + username, e);
        }
    }

    /** The value of a person's attribute; "none" if there is no such person or value. */
    public String value(String username, String attribute) {
        try {
            Entry found = entries.getEntry(person(username));
            return found == null || found.getAttributeValue(attribute) == null
                    ? "none"
                    : found.getAttributeValue(attribute);
        } catch (LDAPException e) {
            if (e.getResultCode().intValue() == ResultCode.NO_SUCH_OBJECT_INT_VALUE) {
                return "none";
            }
            throw new IllegalStateException("The directory has not answered", e);
        }
    }

    /** The component that lets a realm's users be looked up here, as an administrator would add it. */
    public Map<String, Object> component(boolean importUsers) {
        return component(url(), importUsers, "READ_ONLY");
    }

    /**
     * @param url the directory's URL, or a placeholder for it
     * @param editMode READ_ONLY, WRITABLE or UNSYNCED
     */
    public static Map<String, Object> component(String url, boolean importUsers, String editMode) {
        Map<String, List<String>> config = new HashMap<>();
        Map.of(
                        "vendor", "other",
                        "connectionUrl", url,
                        "bindDn", BIND_DN,
                        "bindCredential", BIND_PASSWORD,
                        "usersDn", PEOPLE,
                        "usernameLDAPAttribute", "uid",
                        "rdnLDAPAttribute", "uid",
                        "uuidLDAPAttribute", "uid", // the same in every directory, so that realms can be compared
                        "userObjectClasses", "inetOrgPerson",
                        "editMode", editMode)
                .forEach((name, value) -> config.put(name, List.of(value)));
        config.put("authType", List.of("simple"));
        config.put("enabled", List.of("true"));
        config.put("importEnabled", List.of(Boolean.toString(importUsers)));
        config.put("syncRegistrations", List.of(Boolean.toString(editMode.equals("WRITABLE"))));
        config.put("fullSyncPeriod", List.of("-1"));
        config.put("changedSyncPeriod", List.of("-1"));
        config.put("batchSizeForSync", List.of("2"));
        return Map.of(
                "name", "directory",
                "providerId", "ldap",
                "providerType", "org.keycloak.storage.UserStorageProvider",
                "config", config);
    }

    /** The mapper that imports the directory's groups. */
    public static Map<String, Object> groupMapper(String component) {
        return mapper(component, "groups", "group-ldap-mapper", Map.of(
                "groups.dn", GROUPS,
                "group.name.ldap.attribute", "cn",
                "group.object.classes", "groupOfNames",
                "preserve.group.inheritance", "false",
                "membership.ldap.attribute", "member",
                "membership.attribute.type", "DN",
                "mode", "READ_ONLY",
                "user.roles.retrieve.strategy", "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE",
                "drop.non.existing.groups.during.sync", "false"));
    }

    /** The mapper that imports the directory's groups as roles of the realm. */
    public static Map<String, Object> roleMapper(String component) {
        return mapper(component, "roles", "role-ldap-mapper", Map.of(
                "roles.dn", GROUPS,
                "role.name.ldap.attribute", "cn",
                "role.object.classes", "groupOfNames",
                "membership.ldap.attribute", "member",
                "membership.attribute.type", "DN",
                "mode", "READ_ONLY",
                "user.roles.retrieve.strategy", "LOAD_ROLES_BY_MEMBER_ATTRIBUTE",
                "use.realm.roles.mapping", "true"));
    }

    /** The mapper that imports a person's title as an attribute. */
    public static Map<String, Object> titleMapper(String component) {
        return mapper(component, "title", "user-attribute-ldap-mapper", Map.of(
                "ldap.attribute", "title",
                "user.model.attribute", "title",
                "read.only", "true",
                "always.read.value.from.ldap", "false",
                "is.mandatory.in.ldap", "false"));
    }

    private static Map<String, Object> mapper(
            String component, String name, String provider, Map<String, String> config) {
        Map<String, List<String>> values = new HashMap<>();
        config.forEach((key, value) -> values.put(key, List.of(value)));
        return Map.of(
                "name", name,
                "parentId", component,
                "providerId", provider,
                "providerType", "org.keycloak.storage.ldap.mappers.LDAPStorageMapper",
                "config", values);
    }

    @Override
    public void close() {
        stop.run();
    }
}
