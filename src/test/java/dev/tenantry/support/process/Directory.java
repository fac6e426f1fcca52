package dev.tenantry.support.process;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A company's LDAP server with one employee, on this machine only. */
public final class Directory implements AutoCloseable {

    private static final String BASE = "dc=partner,dc=test";
    private static final String BIND_DN = "cn=admin";
    private static final String BIND_PASSWORD = "directory-secret";

    private final InMemoryDirectoryServer server;

    private Directory(InMemoryDirectoryServer server) {
        this.server = server;
    }

    public static Directory withEmployee(String username, String password) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.addAdditionalBindCredentials(BIND_DN, BIND_PASSWORD);
            config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig(
                    "ldap", InetAddress.getLoopbackAddress(), 0, null));
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.add("dn: " + BASE, "objectClass: domain", "dc: partner");
            server.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
            server.add("dn: uid=" + username + ",ou=people," + BASE, "objectClass: inetOrgPerson", "uid: " + username,
                    "cn: Grace", "sn: Hopper", "mail: " + username + "@partner.test", "userPassword: " + password);
            server.startListening();
            return new Directory(server);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException("The directory did not start", e);
        }
    }

    /** The component that lets a realm's users be looked up here, as an admin would add it. */
    public Map<String, Object> component(boolean importUsers) {
        Map<String, List<String>> config = new HashMap<>();
        Map.of(
                        "vendor", "other",
                        "connectionUrl", "ldap://localhost:" + server.getListenPort(),
                        "bindDn", BIND_DN,
                        "bindCredential", BIND_PASSWORD,
                        "usersDn", "ou=people," + BASE,
                        "usernameLDAPAttribute", "uid",
                        "rdnLDAPAttribute", "uid",
                        "uuidLDAPAttribute", "entryUUID",
                        "userObjectClasses", "inetOrgPerson",
                        "editMode", "READ_ONLY")
                .forEach((name, value) -> config.put(name, List.of(value)));
        config.put("authType", List.of("simple"));
        config.put("enabled", List.of("true"));
        config.put("importEnabled", List.of(Boolean.toString(importUsers)));
        return Map.of(
                "name", "directory",
                "providerId", "ldap",
                "providerType", "org.keycloak.storage.UserStorageProvider",
                "config", config);
    }

    @Override
    public void close() {
        server.close();
    }
}
