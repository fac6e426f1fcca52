package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/** A partner's Kerberos server, Apache Kerby, in this JVM. Only this server has the passwords of its people. */
public final class Kdc implements AutoCloseable {

    /** The attribute of a directory's entry that names the person's principal. */
    public static final String PRINCIPAL = "title";

    private static final String REALM = "PARTNER.TEST";
    /** The principal of Keycloak at localhost. */
    private static final String SERVICE = "HTTP/localhost@" + REALM;
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    private final SimpleKdcServer server;
    private final Path configuration;
    private final Path keyTab;

    private Kdc(SimpleKdcServer server, Path folder, int port) throws IOException {
        this.server = server;
        this.keyTab = folder.resolve("keycloak.keytab");
        this.configuration = Files.writeString(folder.resolve("krb5.conf"), """
                [libdefaults]
                  default_realm = %1$s
                  dns_canonicalize_hostname = false
                  udp_preference_limit = 1
                [realms]
                  %1$s = {
                    kdc = localhost:%2$d
                  }
                [domain_realm]
                  localhost = %1$s
                """.formatted(REALM, port));
    }

    /** Starts a server without any person. This JVM uses the server from now on. */
    public static Kdc start() {
        try {
            Path folder = Files.createTempDirectory("tenantry-kdc-");
            int port = FreePort.any();
            SimpleKdcServer server = new SimpleKdcServer();
            server.setWorkDir(folder.toFile());
            server.setKdcRealm(REALM);
            server.setKdcHost("localhost");
            server.setKdcTcpPort(port);
            server.setAllowUdp(false);
            server.init();
            server.start();
            Kdc kdc = new Kdc(server, folder, port);
            server.createPrincipal(SERVICE);
            server.exportPrincipal(SERVICE, kdc.keyTab.toFile());
            System.setProperty("java.security.krb5.conf", kdc.configuration.toString());
            return kdc;
        } catch (KrbException | IOException e) {
            throw new IllegalStateException("The Kerberos server did not start", e);
        }
    }

    public Kdc withPerson(String username, String password) {
        try {
            server.createPrincipal(principal(username), password);
        } catch (KrbException e) {
            throw new IllegalStateException("The Kerberos server has refused " + username, e);
        }
        return this;
    }

    public String principal(String username) {
        return username + "@" + REALM;
    }

    /** The option that makes another Java use this server. */
    public String javaOption() {
        return "-Djava.security.krb5.conf=" + configuration;
    }

    /**
     * The component that lets a realm's users sign in by Kerberos, as an administrator would add it.
     *
     * @param editMode READ_ONLY or UNSYNCED
     */
    public Map<String, Object> component(String editMode) {
        Map<Object, Object> config = settings();
        config.put("allowPasswordAuthentication", List.of("true"));
        config.put("updateProfileFirstLogin", List.of("false"));
        config.put("enabled", List.of("true"));
        config.put("editMode", List.of(editMode));
        return Map.of(
                "name", "kerberos",
                "providerId", "kerberos",
                "providerType", "org.keycloak.storage.UserStorageProvider",
                "config", config);
    }

    /** The component of a read-only directory whose people have their passwords and tickets at this server. */
    public Map<String, Object> componentOf(Directory directory) {
        Map<String, Object> component = new HashMap<>(directory.component(true));
        Map<Object, Object> config = settings();
        config.putAll((Map<?, ?>) component.get("config"));
        config.put("allowKerberosAuthentication", List.of("true"));
        config.put("useKerberosForPasswordAuthentication", List.of("true"));
        config.put("krbPrincipalAttribute", List.of(PRINCIPAL));
        component.put("config", config);
        return component;
    }

    /** The options of a component that name this server's realm, and Keycloak's principal and key. */
    private Map<Object, Object> settings() {
        Map<Object, Object> settings = new HashMap<>();
        settings.put("kerberosRealm", List.of(REALM));
        settings.put("serverPrincipal", List.of(SERVICE));
        settings.put("keyTab", List.of(keyTab.toString()));
        return settings;
    }

    /**
     * The header that a person's browser sends to sign in to Keycloak. The person has signed in to the partner's
     * network.
     *
     * @throws IllegalStateException if the password is wrong
     */
    public String authorization(String username, String password) {
        try {
            LoginContext login = new LoginContext("person", null, answering(username, password), KERBEROS);
            login.login();
            byte[] token = Subject.doAs(login.getSubject(), (PrivilegedExceptionAction<byte[]>) Kdc::token);
            return "Negotiate " + Base64.getEncoder().encodeToString(token);
        } catch (LoginException | PrivilegedActionException e) {
            throw new IllegalStateException("No ticket for " + username, e);
        }
    }

    private static byte[] token() throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        Oid mechanism = new Oid(SPNEGO);
        GSSName service = manager.createName("HTTP@localhost", GSSName.NT_HOSTBASED_SERVICE);
        GSSContext context = manager.createContext(service, mechanism, null, GSSContext.DEFAULT_LIFETIME);
        return context.initSecContext(new byte[0], 0, 0);
    }

    private static CallbackHandler answering(String username, String password) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(username);
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(password.toCharArray());
                }
            }
        };
    }

    private static final Configuration KERBEROS = new Configuration() {
        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry("com.sun.security.auth.module.Krb5LoginModule",
                        LoginModuleControlFlag.REQUIRED, Map.of("refreshKrb5Config", "true"))
            };
        }
    };

    @Override
    public void close() {
        try {
            server.stop();
        } catch (KrbException e) {
            throw new UncheckedIOException(new IOException("The Kerberos server did not stop", e));
        }
    }
}
