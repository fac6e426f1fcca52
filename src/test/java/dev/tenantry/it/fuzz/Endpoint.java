package dev.tenantry.it.fuzz;

import java.lang.reflect.Method;
import java.util.List;

/**
 * One thing that can be asked of an API, and whatever a caller may put into the question.
 *
 * @param path below what the API is mounted at, with the names of parameters in braces
 * @param consumes the type of the body, or null where there is none
 * @param declared what answers
 */
public record Endpoint(
        String method, String path, List<String> inPath, List<String> inQuery, List<String> headers, String consumes,
        Method declared) {

    @Override
    public String toString() {
        return method + " /tenants" + path;
    }
}
