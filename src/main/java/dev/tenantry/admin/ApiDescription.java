package dev.tenantry.admin;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The description of this API for programs, in OpenAPI 3.1, as it is in the JAR. In this package and not in
 * {@code META-INF}, where Quarkus would take it for its own.
 */
final class ApiDescription {

    /** RFC 9512. */
    static final String YAML = "application/yaml";

    private static final ApiDescription READ = new ApiDescription();

    private final byte[] text;
    private final EntityTag tag;

    private ApiDescription() {
        try (InputStream file = ApiDescription.class.getResourceAsStream("openapi.yaml")) {
            text = file.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            tag = new EntityTag(HexFormat.of().formatHex(digest, 0, 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException neverOnJava) {
            throw new IllegalStateException(neverOnJava);
        }
    }

    /** For whoever keeps it, as long as they ask each time whether it is the newest: it may come with a new JAR. */
    static Response answer(Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(READ.tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(READ.text, YAML);
        return answer.tag(READ.tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
