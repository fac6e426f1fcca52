package dev.tenantry.keycloak.startup.link;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The abstract methods that a type inherits without an implementation. Selects methods as the Java virtual machine does
 * (JVMS 5.4.6): if a class declares a method, every interface's method with this signature is ignored. If no class
 * declares a method with the signature, an interface's default method is the implementation, unless a subinterface
 * overrides this default method.
 */
final class AbstractMethods {

    private final Map<String, Method> ofClasses = new HashMap<>();
    private final Map<String, List<Method>> ofInterfaces = new HashMap<>();

    private AbstractMethods(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (!each.isInterface()) {
                inheritable(each).forEach(method -> ofClasses.putIfAbsent(DeclaredMembers.signature(method), method));
            }
        }
        if (type.isInterface()) {
            inheritable(Object.class).forEach(method -> ofClasses.put(DeclaredMembers.signature(method), method));
        }
        Supertypes.interfaces(type).forEach(each -> inheritable(each).forEach(method -> ofInterfaces
                .computeIfAbsent(DeclaredMembers.signature(method), signature -> new ArrayList<>())
                .add(method)));
    }

    /** Returns the abstract methods for which the type neither declares nor inherits an implementation. */
    static Stream<Method> of(Class<?> type) {
        return new AbstractMethods(type).unimplemented();
    }

    private Stream<Method> unimplemented() {
        return Stream.concat(
                ofClasses.values().stream().filter(method -> Modifier.isAbstract(method.getModifiers())),
                ofInterfaces.entrySet().stream()
                        .filter(entry -> !ofClasses.containsKey(entry.getKey()) && !hasDefault(entry.getValue()))
                        .map(entry -> entry.getValue().get(0)));
    }

    private static boolean hasDefault(List<Method> declarations) {
        return declarations.stream().anyMatch(method -> method.isDefault()
                && declarations.stream().noneMatch(other -> overrides(other, method)));
    }

    private static boolean overrides(Method other, Method method) {
        return !other.equals(method) && method.getDeclaringClass().isAssignableFrom(other.getDeclaringClass());
    }

    private static Stream<Method> inheritable(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers()));
    }
}
