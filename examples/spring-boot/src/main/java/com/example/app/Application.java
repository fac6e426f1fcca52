package com.example.app;

import com.example.app.Tenants.Tenant;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The application's pages. Identify a person by tenant and sub: user names and e-mail addresses can change. */
@SpringBootApplication
@RestController
public class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @GetMapping(path = "/", produces = "text/html")
    String home(@RequestAttribute Tenant tenant, @AuthenticationPrincipal OidcUser user, CsrfToken csrf) {
        return """
                <!DOCTYPE html>
                <title>Application</title>
                <p><b id="username">%s</b> of <b id="tenant">%s</b></p>
                <form method="post" action="logout">
                  <input type="hidden" name="%s" value="%s"><button>Sign out</button>
                </form>
                """.formatted(HtmlUtils.htmlEscape(user.getPreferredUsername()), tenant.name(),
                csrf.getParameterName(), csrf.getToken());
    }

    @GetMapping("/api/me")
    Map<String, String> me(@RequestAttribute Tenant tenant, @AuthenticationPrincipal Jwt token) {
        return Map.of("tenant", tenant.name(), "username", token.getClaimAsString("preferred_username"));
    }
}
