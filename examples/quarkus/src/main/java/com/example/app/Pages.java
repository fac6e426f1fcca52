package com.example.app;

import io.quarkus.oidc.IdToken;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The application's pages. Identify a person by tenant and sub: user names and e-mail addresses can change. */
@Path("{tenant}")
@Authenticated
public class Pages {

    @PathParam("tenant")
    String tenant;

    @Inject
    Template home;

    @Inject
    @IdToken
    JsonWebToken user;

    @Inject
    JsonWebToken token;

    @GET
    public TemplateInstance home() {
        return home.data("tenant", tenant, "username", user.getClaim("preferred_username"));
    }

    @GET
    @Path("api/me")
    public Map<String, String> me() {
        return Map.of("tenant", tenant, "username", token.getClaim("preferred_username"));
    }
}
