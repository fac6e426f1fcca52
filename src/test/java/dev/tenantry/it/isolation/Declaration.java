package dev.tenantry.it.isolation;

import dev.tenantry.it.isolation.Endpoint.Body;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A method with its JAX-RS annotations, which are on the method itself or on a method that it overrides. Annotations
 * are read by name, since the server's classes use their own annotation classes, not those of the test.
 *
 * @param owner the class whose instance the method is called on
 * @param annotated the method that has the annotations
 */
record Declaration(Class<?> owner, Method method, Method annotated) {

    private static final String JAX_RS = "jakarta.ws.rs.";

    /** The public methods of a class that answer requests or lead to another class, in a fixed order. */
    static List<Declaration> of(Class<?> owner) {
        return Stream.of(owner.getMethods())
                .filter(method -> !method.isBridge())
                .flatMap(method -> annotated(owner, method).map(at -> new Declaration(owner, method, at)).stream())
                .sorted((one, other) -> one.method.toString().compareTo(other.method.toString()))
                .toList();
    }

    /** The HTTP method, such as GET; empty if the Java method leads to another class. */
    Optional<String> httpMethod() {
        return Stream.of(annotated.getAnnotations())
                .filter(found -> annotation(found.annotationType(), "HttpMethod").isPresent())
                .map(found -> found.annotationType().getSimpleName())
                .findFirst();
    }

    /** The path of the method; empty if the method has no path. */
    String path() {
        return path(annotated);
    }

    static String path(AnnotatedElement element) {
        return annotation(element, "Path").map(found -> (String) value(found)).orElse("");
    }

    /** The class that the method leads to; Object if the method does not declare the class. */
    Class<?> target() {
        return method.getReturnType();
    }

    /** The method's name in the tables of {@link Locators}. */
    String name() {
        return owner.getSimpleName() + "." + method.getName();
    }

    Body body() {
        String type = annotation(annotated, "Consumes")
                .or(() -> annotation(owner, "Consumes"))
                .map(found -> ((String[]) value(found))[0])
                .orElse("");
        if (type.contains("form-urlencoded") || takesFormFields()) {
            return Body.FORM;
        } else if (type.contains("multipart")) {
            return Body.MULTIPART;
        } else if (type.contains("zip")) {
            return Body.ZIP;
        } else if (type.contains("ndjson")) {
            return Body.LINES;
        } else if (type.contains("scim+json")) {
            return Body.SCIM;
        } else if (type.contains("xml")) {
            return Body.XML;
        }
        return entity().map(parameter -> jsonOrText(parameter, type)).orElse(Body.NONE);
    }

    private static Body jsonOrText(Parameter entity, String type) {
        boolean many = entity.getType().isArray() || Collection.class.isAssignableFrom(entity.getType());
        if (type.contains("text/plain")) {
            return Body.TEXT;
        }
        return many ? Body.ARRAY : Body.OBJECT;
    }

    private boolean takesFormFields() {
        return Stream.of(annotated.getParameters()).anyMatch(one -> annotation(one, "FormParam").isPresent());
    }

    /** The parameter for the body: the first parameter without a JAX-RS annotation. */
    private Optional<Parameter> entity() {
        return httpMethod().filter(method -> !method.equals("GET")).flatMap(any -> Stream.of(annotated.getParameters())
                .filter(one -> Stream.of(one.getAnnotations())
                        .noneMatch(found -> found.annotationType().getName().startsWith(JAX_RS)))
                .findFirst());
    }

    private static Optional<Method> annotated(Class<?> owner, Method method) {
        if (annotation(method, "Path").isPresent() || isOperation(method)) {
            return Optional.of(method);
        }
        return Stream.concat(Stream.ofNullable(owner.getSuperclass()), Stream.of(owner.getInterfaces()))
                .flatMap(above -> inherited(above, method).stream())
                .findFirst();
    }

    private static Optional<Method> inherited(Class<?> above, Method method) {
        try {
            return annotated(above, above.getMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        }
    }

    private static boolean isOperation(Method method) {
        return Stream.of(method.getAnnotations())
                .anyMatch(found -> annotation(found.annotationType(), "HttpMethod").isPresent());
    }

    private static Optional<Annotation> annotation(AnnotatedElement element, String name) {
        return Stream.of(element.getAnnotations())
                .filter(found -> found.annotationType().getName().equals(JAX_RS + name))
                .findFirst();
    }

    private static Object value(Annotation annotation) {
        try {
            return annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
