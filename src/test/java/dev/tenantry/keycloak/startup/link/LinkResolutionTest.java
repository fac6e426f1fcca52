package dev.tenantry.keycloak.startup.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.keycloak.ChangedClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The links that the link check reports as missing, on the real Keycloak and on a Keycloak with changed classes. */
final class LinkResolutionTest {

    private static final String REALM = "org.keycloak.models.RealmModel";
    private static final String EXCEPTION = "org.keycloak.models.ModelDuplicateException";
    private static final String REVOKED = "org.keycloak.models.RevokedTokenProvider";
    private static final String OURS = "dev.tenantry.keycloak.realm.TenantRevokedTokens";
    private static final String TASK = "org.keycloak.models.KeycloakSessionTask";

    private static List<String> missing(String... lines) {
        return missing(LinkResolutionTest.class.getClassLoader(), lines);
    }

    private static List<String> missing(ClassLoader loader, String... lines) {
        return KeycloakLinks.of(String.join("\n", lines)).resolve(loader).missing();
    }

    @Test
    void aMissingClassIsNamedOnceWithItsMembers() {
        assertThat(missing("class org.keycloak.models.NoSuchModel",
                "method org.keycloak.models.NoSuchModel getId ()Ljava/lang/String;",
                "method org.keycloak.models.NoSuchModel getName ()Ljava/lang/String;"))
                .containsExactly("class org.keycloak.models.NoSuchModel");
    }

    @Test
    void aMethodIsFoundByItsNameParametersAndResult() {
        assertThat(missing("method " + REALM + " getName ()Ljava/lang/String;")).isEmpty();
        assertThat(missing("method " + REALM + " getTitle ()Ljava/lang/String;",
                "method " + REALM + " getName (I)Ljava/lang/String;",
                "method " + REALM + " getName ()V")).hasSize(3).first()
                .isEqualTo("method " + REALM + " getTitle ()Ljava/lang/String;");
    }

    @Test
    void aMemberMayBeInheritedExceptAConstructor() {
        assertThat(missing("method " + EXCEPTION + " getMessage ()Ljava/lang/String;", // of Throwable
                "method " + REALM + " getAttribute (Ljava/lang/String;)Ljava/lang/String;",
                "method " + EXCEPTION + " <init> (Ljava/lang/String;)V",
                "field " + EXCEPTION + " REALM_ID Ljava/lang/String;"))
                .containsExactly("field " + EXCEPTION + " REALM_ID Ljava/lang/String;");
        assertThat(missing("method org.keycloak.models.RoleContainerModel <init> ()V")).hasSize(1);
    }

    @Test
    void aRemovedMethodIsMissing() {
        String line = "method " + REVOKED + " contains (Ljava/lang/String;)Z";

        assertThat(missing(line)).isEmpty();
        assertThat(missing(new ChangedKeycloak(Map.of(REVOKED, ChangedClass.without("contains"))), line))
                .containsExactly(line);
    }

    @Test
    void aNewAbstractMethodIsReportedAsNotImplemented() {
        ClassLoader changed = new ChangedKeycloak(Map.of(REVOKED, ChangedClass.withAbstract("tomorrow")));

        assertThat(missing("implementation " + OURS)).isEmpty();
        assertThat(missing(changed, "implementation " + OURS))
                .containsExactly("method " + REVOKED + " tomorrow ()V (not implemented by " + OURS + ")");
    }

    @Test
    void anOverrideOfARemovedMethodIsWithoutEffectButNotMissing() {
        ClassLoader changed = new ChangedKeycloak(Map.of(REVOKED, ChangedClass.without("contains")));
        KeycloakLinks links = KeycloakLinks.of("override " + OURS + " contains (Ljava/lang/String;)Z");

        assertThat(links.resolve(getClass().getClassLoader()).withoutEffect()).isEmpty();
        assertThat(links.resolve(changed).withoutEffect())
                .containsExactly("override " + OURS + " contains (Ljava/lang/String;)Z");
        assertThat(links.resolve(changed).missing()).isEmpty();
    }

    @Test
    void aLambdasInterfaceWithASecondAbstractMethodIsReported() {
        ClassLoader changed = new ChangedKeycloak(Map.of(TASK, ChangedClass.withAbstract("tomorrow")));

        assertThat(missing("lambda " + TASK + " run")).isEmpty();
        assertThat(missing(changed, "lambda " + TASK + " run"))
                .containsExactly("method " + TASK + " tomorrow ()V (not implemented by a lambda)");
    }

    @Test
    void aMessageNamesTenMissingPartsAndTheNumberOfTheOthers() {
        List<String> twelve = IntStream.range(0, 12).mapToObj(each -> "class C" + each).toList();

        assertThat(new KeycloakMismatchException("1.0.0", "26.8.0", twelve))
                .hasMessageContaining("Tenantry 1.0.0 can't run on Keycloak 26.8.0")
                .hasMessageContaining("class C9, and 2 more").hasMessageNotContaining("C10");
        assertThat(new KeycloakMismatchException("1.0.0", "26.8.0", twelve.subList(0, 10)))
                .hasMessageContaining("class C9. ").hasMessageNotContaining("more");
    }

    /** Loads the classes of Tenantry and Keycloak once more, some classes of Keycloak with a change. */
    private static final class ChangedKeycloak extends ClassLoader {

        private final Map<String, UnaryOperator<byte[]>> changes;

        ChangedKeycloak(Map<String, UnaryOperator<byte[]>> changes) {
            super(LinkResolutionTest.class.getClassLoader());
            this.changes = changes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.keycloak.") && !name.startsWith("dev.tenantry.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] changed = changes.getOrDefault(name, UnaryOperator.identity()).apply(file.readAllBytes());
                return defineClass(name, changed, 0, changed.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
