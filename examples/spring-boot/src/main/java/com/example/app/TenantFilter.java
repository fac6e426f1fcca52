package com.example.app;

import com.example.app.Tenants.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the tenant of a request. If the request is for the application's own host, the path names the tenant, such as
 * /acme/. Otherwise the host names the tenant, such as acme.app.example.com.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TenantFilter extends OncePerRequestFilter {

    private final Tenants tenants;
    @Value("${app.host}") private String host;

    TenantFilter(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean byPath = request.getServerName().equals(host);
        String name = byPath ? request.getRequestURI().split("/", 3)[1]
                : request.getServerName().endsWith("." + host) ? request.getServerName().split("\\.", 2)[0] : "";
        try {
            Optional<Tenant> tenant = tenants.find(name);
            boolean callback = request.getRequestURI().endsWith("/callback");
            if (tenant.isEmpty()) {
                response.sendError(404);
            } else if (callback && !tenant.get().issuer().equals(request.getParameter("iss"))) {
                response.sendError(400); // the answer to a login comes from another issuer (RFC 9207)
            } else {
                request.setAttribute("tenant", tenant.get());
                chain.doFilter(byPath ? below("/" + name, request) : request, response);
            }
        } catch (RestClientException | AuthenticationServiceException unavailable) { // no configuration, or no keys
            logger.error("Tenant " + name + ": Keycloak is unavailable", unavailable);
            response.sendError(503);
        }
    }

    /** For the rest of the application, the tenant's path is the root. */
    private static HttpServletRequest below(String path, HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getContextPath() {
                return path;
            }
        };
    }
}
