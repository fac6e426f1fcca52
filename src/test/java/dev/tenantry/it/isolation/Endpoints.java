package dev.tenantry.it.isolation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds every endpoint below {@code /admin} and {@code /realms} by walking through the server's classes as a request
 * does: a method answers the request, or leads to the next class. Fails if a method's next class is unknown.
 */
final class Endpoints {

    private static final List<String> ROOTS = List.of(
            "org.keycloak.services.resources.admin.AdminRoot", "org.keycloak.services.resources.RealmsResource");

    private final ServerClasses classes;
    private final SortedSet<Endpoint> found = new TreeSet<>();
    private final Deque<Class<?>> way = new ArrayDeque<>();

    private Endpoints(ServerClasses classes) {
        this.classes = classes;
    }

    /** The endpoints in order of their paths. OPTIONS is left out: preflight requests have no credentials. */
    static List<Endpoint> of(ServerClasses classes) {
        Endpoints endpoints = new Endpoints(classes);
        for (String root : ROOTS) {
            Class<?> type = classes.load(root);
            endpoints.walk(type, below("", Declaration.path(type)));
        }
        return List.copyOf(endpoints.found);
    }

    private void walk(Class<?> type, String path) {
        if (way.contains(type)) {
            return; // the class leads back to itself, with a longer path each time
        }
        way.push(type);
        for (Declaration declaration : Declaration.of(type)) {
            String below = below(path, declaration.path());
            if (declaration.httpMethod().isPresent()) {
                add(declaration, below);
            } else {
                follow(declaration, below);
            }
        }
        way.pop();
    }

    private void add(Declaration declaration, String path) {
        String method = declaration.httpMethod().orElseThrow();
        if (!method.equals("OPTIONS")) {
            found.add(new Endpoint(method, path, declaration.body(), declaration.owner().getSimpleName()));
        }
    }

    private void follow(Declaration locator, String path) {
        if (Locators.EXTENSIONS.containsKey(locator.name())) {
            String parent = path.substring(0, path.lastIndexOf('/') + 1);
            for (String factory : classes.factories(Locators.EXTENSIONS.get(locator.name()))) {
                walk(classes.load(known(Locators.MOUNTED.get(factory), factory)), parent + classes.id(factory));
            }
        } else if (locator.target() == Object.class) {
            known(Locators.TARGETS.get(locator.name()), locator.name())
                    .forEach(target -> walk(classes.load(target), path));
        } else {
            walk(locator.target(), path);
        }
    }

    private static <T> T known(T found, String name) {
        if (found == null) {
            throw new IllegalStateException("Nobody has said to which endpoints this leads: " + name);
        }
        return found;
    }

    /** Joins two paths, without doubled slashes and without the regular expressions of parameters. */
    private static String below(String path, String more) {
        String plain = more.replaceAll("\\{\\s*([^}:\\s]+)\\s*(:[^}]*)?}", "{$1}").replaceAll("^/+|/+$", "");
        return plain.isEmpty() ? path : path + "/" + plain;
    }
}
