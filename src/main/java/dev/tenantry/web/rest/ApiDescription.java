package dev.tenantry.web.rest;

import dev.tenantry.core.tenant.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves the OpenAPI 3.1 description of this API, a file in the JAR. The file is in this package and not in
 * {@code META-INF}: Quarkus would treat a file in {@code META-INF} as the description of its own API.
 */
final class ApiDescription {

    /** The media type of YAML (RFC 9512). */
    static final String YAML = "application/yaml";

    private static final int TAG_LENGTH = 32;
    private static final ApiDescription READ = new ApiDescription();

    private final byte[] text;
    private final EntityTag tag;

    private ApiDescription() {
        try (InputStream file = ApiDescription.class.getResourceAsStream("openapi.yaml")) {
            text = file.readAllBytes();
            tag = new EntityTag(Sha256.of(new String(text, StandardCharsets.UTF_8)).substring(0, TAG_LENGTH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the description. Clients must revalidate a cached description, since a new JAR may contain a new one. */
    static Response answer(Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(READ.tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(READ.text, YAML);
        return answer.tag(READ.tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
