package dev.tenantry.it.fuzz;

import java.lang.reflect.Method;
import java.util.List;

/**
 * One endpoint of an API, with all the inputs that a caller may send.
 *
 * @param path the path below the API's root, with the names of parameters in braces
 * @param consumes the media type of the body, or null if the endpoint reads no body
 * @param declared the method that answers
 */
public record Endpoint(
        String method, String path, List<String> inPath, List<String> inQuery, List<String> headers, String consumes,
        Method declared) {

    @Override
    public String toString() {
        return method + " /tenants" + path;
    }
}
