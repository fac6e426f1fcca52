package dev.tenantry.keycloak.config;

import java.time.Duration;
import java.util.Set;

/**
 * Checked settings of the public pages.
 *
 * @param enabled true if sign-up is allowed
 * @param template the template of tenants that sign up
 * @param roles the roles of client {@code realm-management} that a tenant's first user gets if the tenant signs up
 * @param emailDomains the domains of e-mail addresses that may sign up, in lower case; empty for all
 * @param termsAddress the address of the terms that a visitor must accept; null if there are none
 * @param verifyEmail true if a tenant is provisioned only after the visitor follows a mailed link
 * @param linkLifespan how long the mailed link is valid
 * @param findEnabled true if visitors may search for a tenant's login page
 * @param findByEmail true if visitors may search by e-mail address
 * @param queue the maximum number of sign-ups that wait for their provisioning on one server
 * @param formLimit how often one sender may send a form within {@code formLimitPeriod}
 */
public record SignUpSettings(
        boolean enabled,
        String template,
        Set<String> roles,
        Set<String> emailDomains,
        String termsAddress,
        boolean verifyEmail,
        Duration linkLifespan,
        boolean findEnabled,
        boolean findByEmail,
        int queue,
        int formLimit,
        Duration formLimitPeriod) {}
