package dev.tenantry.it.fuzz;

import java.util.Map;

/**
 * One request.
 *
 * @param label the request's name in reports
 * @param path the path as it is sent, already encoded
 * @param body the body, or null if the request has none
 */
record Shot(String label, String method, String path, Map<String, String> headers, byte[] body) {

    static final String JSON = "application/json";

    static Shot get(String label, String path) {
        return new Shot(label, "GET", path, Map.of(), null);
    }

    static Shot of(String label, String method, String path, String type, byte[] body) {
        return new Shot(label, method, path, Map.of("Content-Type", type), body);
    }
}
