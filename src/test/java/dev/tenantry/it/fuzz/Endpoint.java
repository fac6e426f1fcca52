package dev.tenantry.it.fuzz;

import java.util.List;

/**
 * One thing that can be asked of the admin API, and whatever a caller may put into the question.
 *
 * @param path below {@code /admin/realms/master/tenants}, with the names of parameters in braces
 * @param consumes the type of the body, or null where there is none
 */
record Endpoint(
        String method, String path, List<String> inPath, List<String> inQuery, List<String> headers, String consumes) {

    @Override
    public String toString() {
        return method + " /tenants" + path;
    }
}
