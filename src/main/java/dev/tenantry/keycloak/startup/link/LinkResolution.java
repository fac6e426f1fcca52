package dev.tenantry.keycloak.startup.link;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Resolves links by reflection. Finds the members that the Java virtual machine would find at the first use of each
 * link. Loads the classes but does not initialize them. Does not notice if Keycloak has made a member static, or no
 * longer static. Not thread-safe.
 */
final class LinkResolution {

    private final ClassLoader loader;
    private final Map<Class<?>, DeclaredMembers> declared = new HashMap<>();

    LinkResolution(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns descriptions of the missing parts of the link; an empty stream if the link resolves. */
    Stream<String> missing(Link link) {
        try {
            Class<?> owner = Class.forName(link.owner(), false, loader);
            return switch (link.kind()) {
                case CLASS -> isUsable(owner) ? Stream.of() : Stream.of("class " + link.owner() + " (not public)");
                case FIELD, METHOD -> isMember(owner, link.member()) ? Stream.of() : Stream.of(link.line());
                case IMPLEMENTATION -> AbstractMethods.of(owner)
                        .map(method -> describe(method) + " (not implemented by " + link.owner() + ")");
                case LAMBDA -> AbstractMethods.of(owner)
                        .filter(method -> !method.getName().equals(link.member()))
                        .map(method -> describe(method) + " (not implemented by a lambda)");
                case OVERRIDE -> isDeclaredByKeycloak(owner, link.member()) ? Stream.of() : Stream.of(link.line());
            };
        } catch (ClassNotFoundException missing) {
            return Stream.of("class " + link.owner());
        } catch (LinkageError failed) { // the class exists, but needs a missing class or breaks a rule
            String cause = failed.toString().lines().findFirst().orElseThrow();
            return Stream.of("class " + link.owner() + " (" + cause + ")");
        }
    }

    private static boolean isUsable(Class<?> type) {
        return Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
    }

    /** True if the class declares or inherits the member. Constructors are not inherited. */
    private boolean isMember(Class<?> owner, String member) {
        return member.startsWith("<init> ")
                ? declares(owner, member)
                : Supertypes.of(owner).stream().anyMatch(type -> declares(type, member));
    }

    private boolean isDeclaredByKeycloak(Class<?> owner, String member) {
        return Supertypes.of(owner).stream()
                .filter(type -> type.getName().startsWith("org.keycloak."))
                .anyMatch(type -> declares(type, member));
    }

    private boolean declares(Class<?> type, String member) {
        return declared.computeIfAbsent(type, DeclaredMembers::of).signatures().contains(member);
    }

    private static String describe(Method method) {
        return "method " + method.getDeclaringClass().getName() + " " + DeclaredMembers.signature(method);
    }
}
