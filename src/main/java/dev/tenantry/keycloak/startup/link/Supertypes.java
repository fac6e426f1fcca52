package dev.tenantry.keycloak.startup.link;

import java.util.LinkedHashSet;
import java.util.Set;

/** The types that a class inherits from. */
final class Supertypes {

    private Supertypes() {}

    /** Returns the class itself, its superclasses, and the interfaces of all of these. */
    static Set<Class<?>> of(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            types.add(each);
        }
        types.addAll(interfaces(type));
        return types;
    }

    /**
     * Returns the interfaces that the given class and its superclasses implement, and all superinterfaces of these
     * interfaces. If the given class is itself an interface, the result contains this interface too.
     */
    static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.isInterface()) {
                interfaces.add(each);
            }
            for (Class<?> parent : each.getInterfaces()) {
                interfaces.addAll(interfaces(parent));
            }
        }
        return interfaces;
    }
}
