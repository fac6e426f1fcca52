package dev.tenantry.keycloak.startup.link;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The public and protected members that one class declares.
 *
 * @param signatures each member's name and descriptor, separated by a blank
 */
record DeclaredMembers(Set<String> signatures) {

    /** @throws NoClassDefFoundError if the type of a field, a parameter or a return value does not exist */
    static DeclaredMembers of(Class<?> type) {
        Set<String> signatures = new HashSet<>();
        for (Method method : type.getDeclaredMethods()) {
            add(signatures, method.getModifiers(), signature(method));
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            add(signatures, constructor.getModifiers(), "<init> " + parameters(constructor.getParameterTypes()) + "V");
        }
        for (Field field : type.getDeclaredFields()) {
            add(signatures, field.getModifiers(), field.getName() + " " + field.getType().descriptorString());
        }
        return new DeclaredMembers(signatures);
    }

    private static void add(Set<String> signatures, int modifiers, String signature) {
        if (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
            signatures.add(signature);
        }
    }

    static String signature(Method method) {
        return method.getName() + " " + parameters(method.getParameterTypes())
                + method.getReturnType().descriptorString();
    }

    private static String parameters(Class<?>[] types) {
        return Arrays.stream(types).map(Class::descriptorString).collect(Collectors.joining("", "(", ")"));
    }
}
