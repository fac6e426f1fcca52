package dev.tenantry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever of ours holds a secret does not say it: objects get logged, and records write all that they hold. */
final class SecretsInTextTest {

    private static final String CANARY = "canary";

    /** Of a field or a component. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|token|credential|grant|attributes|email|first_?name|last_?name|url).*"
                    + "|client|body|json");

    /** Only the id of one; domains of addresses, which an option names; who granted access. */
    private static final Set<String> HARMLESS = Set.of(
            "dev.tenantry.web.rest.AccessRepresentation.grantedBy",
            "dev.tenantry.client.Access.grantedBy",
            "dev.tenantry.keycloak.access.AccessGrant.grantedBy",
            "dev.tenantry.core.user.StoredVerifiableCredential$Issued.credentialId",
            "dev.tenantry.core.user.UserJson$IssuedOne.credentialId",
            "dev.tenantry.core.signup.SignUpRules.emailDomains",
            "dev.tenantry.keycloak.config.SignUpSettings.emailDomains");

    private static List<Class<?>> classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tenantry")
                .stream()
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> aRecordThatHoldsASecretDoesNotSayIt() {
        return classes().stream()
                .filter(Class::isRecord)
                .filter(type -> Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInTextTest::isSecret))
                .map(type -> DynamicTest.dynamicTest(type.getName(), () ->
                        assertThat(withCanaries(type).toString()).doesNotContain(CANARY)));
    }

    @Test
    void theTypesThatAreKnownToHoldSecretsAreAmongThem() {
        assertThat(classes().stream()
                        .filter(Class::isRecord)
                        .filter(type -> Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInTextTest::isSecret))
                        .map(Class::getSimpleName))
                .contains("DatabaseSettings", "KeycloakDatabase", "StoredCredential", "BrokerLink", "Credentials");
    }

    /** Others would have to write a method for it. */
    @Test
    void aClassThatHoldsASecretHasNoTextOfItsOwn() {
        assertThat(classes())
                .filteredOn(type -> !type.isRecord() && !type.isEnum())
                .filteredOn(type -> Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getName)
                        .anyMatch(name -> SECRET.matcher(name).matches()))
                .isNotEmpty()
                .noneMatch(type -> Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("toString") && method.getParameterCount() == 0));
    }

    private static boolean isSecret(RecordComponent component) {
        return SECRET.matcher(component.getName()).matches()
                && !HARMLESS.contains(component.getDeclaringRecord().getName() + "." + component.getName())
                && canHoldOne(component.getGenericType());
    }

    private static boolean canHoldOne(Type type) {
        return type == String.class || type == byte[].class
                || type instanceof ParameterizedType generic
                        && Arrays.stream(generic.getActualTypeArguments()).anyMatch(SecretsInTextTest::canHoldOne)
                || type instanceof Class<?> other && other.getName().endsWith("Node");
    }

    private static Object withCanaries(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(Arrays.stream(components)
                .map(component -> isSecret(component) ? secret(component.getType()) : nothing(component.getType()))
                .toArray());
    }

    private static Object secret(Class<?> type) {
        if (type == String.class) {
            return CANARY;
        }
        if (type == byte[].class) {
            return CANARY.getBytes(StandardCharsets.UTF_8);
        }
        if (type == Map.class) {
            return Map.of(CANARY, CANARY);
        }
        if (type == List.class) {
            return List.of(CANARY);
        }
        if (type.getName().endsWith("ObjectNode")) {
            return JsonNodeFactory.instance.objectNode().put("secret", CANARY);
        }
        throw new IllegalStateException("How does a " + type + " hold a secret?");
    }

    /** One for a number that has to be positive, the zero of another primitive, else null. */
    private static Object nothing(Class<?> type) {
        return type == int.class ? 1 : Array.get(Array.newInstance(type, 1), 0);
    }
}
