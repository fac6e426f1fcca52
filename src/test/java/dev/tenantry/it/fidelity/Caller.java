package dev.tenantry.it.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends the requests of a script as one caller, to paths below one address. */
@FunctionalInterface
interface Caller {

    /**
     * @param method the HTTP method; or FORM to post a form, or TEXT to put a text
     * @param body the body; null for a request without a body
     */
    Answer send(String method, String path, JsonNode body);

    /** Sends the requests as an administrator to the admin API of one realm. */
    static Caller of(AdminApi admin, String realm) {
        return (method, path, body) -> {
            String address = "/" + realm + path;
            return switch (method) {
                case "GET" -> admin.get(address);
                case "POST" -> admin.post(address, body);
                case "FORM" -> admin.postForm(address, fields(body));
                case "PUT" -> admin.put(address, body);
                case "TEXT" -> admin.putText(address, body.asText());
                case "DELETE" -> body == null ? admin.delete(address) : admin.delete(address, body);
                default -> throw new IllegalArgumentException(method);
            };
        };
    }

    static Caller of(Http http) {
        return (method, path, body) -> switch (method) {
            case "GET" -> http.get(path);
            case "POST" -> http.post(path, body);
            case "FORM" -> http.postForm(path, fields(body));
            case "PUT" -> http.put(path, body);
            case "PATCH" -> http.request("PATCH", path, "application/json", body.toString());
            case "TEXT" -> http.putText(path, body.asText());
            case "DELETE" -> body == null ? http.delete(path) : http.delete(path, body);
            default -> throw new IllegalArgumentException(method);
        };
    }

    private static Map<String, String> fields(JsonNode form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }
}
