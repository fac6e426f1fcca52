package com.example.app;

import com.example.app.Tenants.Tenant;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Browsers sign in, and programs send an access token to /api. A user of a tenant is accepted only at the addresses of
 * that tenant.
 */
@Configuration
class Security {

    /** True if the session's ID token comes from the tenant in the address, and has not expired. */
    private static AuthorizationDecision isOfTenant(
            Supplier<? extends Authentication> user, RequestAuthorizationContext context) {
        return new AuthorizationDecision(user.get().getPrincipal() instanceof ClaimAccessor claims
                && tenant(context.getRequest()).issuer().equals(claims.getClaimAsString("iss"))
                && claims.getClaimAsInstant("exp").isAfter(Instant.now()));
    }

    private static Tenant tenant(HttpServletRequest request) {
        return (Tenant) request.getAttribute("tenant");
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(tokens -> tokens.authenticationManagerResolver(
                        request -> tenant(request).accessTokens()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http, ClientRegistrationRepository clients) {
        AuthenticationEntryPoint login = (request, response, failure) -> new DefaultRedirectStrategy()
                .sendRedirect(request, response, "/oauth2/authorization/" + tenant(request).name());
        var logout = new OidcClientInitiatedLogoutSuccessHandler(clients);
        logout.setPostLogoutRedirectUri("{baseUrl}/");
        return http
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .anyRequest().access(Security::isOfTenant))
                .oauth2Login(logins -> logins.redirectionEndpoint(callback -> callback.baseUri("/callback"))
                        .defaultSuccessUrl("/", true)
                        .failureHandler((request, response, failure) -> response.sendError(400)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(login)
                        .accessDeniedHandler((request, response, denied) -> login.commence(request, response, null)))
                .logout(logouts -> logouts.logoutSuccessHandler(logout))
                .build();
    }

    @Bean
    ClientRegistrationRepository clients(Tenants tenants) {
        return name -> tenants.find(name).map(Tenant::client).orElse(null);
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(Tenants tenants) {
        return client -> tenants.decoder(client, "ID");
    }
}
