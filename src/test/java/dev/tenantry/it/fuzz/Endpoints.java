package dev.tenantry.it.fuzz;

import dev.tenantry.web.rest.TenantsResource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tenantry's endpoints, found by the JAX-RS annotations of their classes. */
public final class Endpoints {

    private final List<Endpoint> found = new ArrayList<>();
    private final Set<Class<?>> classes = new HashSet<>();

    private Endpoints() {}

    /** The endpoints of the admin API. */
    static Endpoints ofTenants() {
        return below(TenantsResource.class);
    }

    /** The endpoints of a root class and of all classes that the root class leads to. */
    public static Endpoints below(Class<?> root) {
        Endpoints endpoints = new Endpoints();
        endpoints.walk(root, "", List.of());
        endpoints.found.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        return endpoints;
    }

    public List<Endpoint> list() {
        return found;
    }

    /** The classes that were searched for endpoints. */
    Set<Class<?>> classes() {
        return classes;
    }

    /** True if the class declares a method that answers HTTP requests. */
    static boolean hasSome(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> httpMethod(method).isPresent());
    }

    private void walk(Class<?> type, String below, List<String> outer) {
        classes.add(type);
        for (Method method : type.getDeclaredMethods()) {
            String path = below + Optional.ofNullable(method.getAnnotation(Path.class))
                    .map(annotation -> "/" + annotation.value())
                    .orElse("");
            List<String> inPath =
                    Stream.concat(outer.stream(), named(method, PathParam.class, PathParam::value)).toList();
            Optional<String> http = httpMethod(method);
            if (http.isPresent()) {
                found.add(new Endpoint(
                        http.get(),
                        path,
                        inPath,
                        named(method, QueryParam.class, QueryParam::value).toList(),
                        named(method, HeaderParam.class, HeaderParam::value).toList(),
                        consumes(method),
                        method));
            } else if (method.isAnnotationPresent(Path.class)) {
                walk(method.getReturnType(), path, inPath);
            }
        }
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String consumes(Method method) {
        Consumes consumes = method.getAnnotation(Consumes.class);
        boolean hasBody =
                Arrays.stream(method.getParameterAnnotations()).anyMatch(annotations -> annotations.length == 0);
        if (hasBody && consumes == null) {
            throw new IllegalStateException("Of what type is the body of " + method + "?");
        }
        return consumes == null ? null : consumes.value()[0]; // a form has a type but no parameter for the body
    }

    private static <A extends Annotation> Stream<String> named(Method method, Class<A> type, Function<A, String> name) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(type))
                .filter(Objects::nonNull)
                .map(name);
    }
}
