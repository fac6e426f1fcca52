package dev.tenantry.server;

import java.time.Duration;
import java.util.Set;

/**
 * What strangers may do, checked.
 *
 * @param enabled whether they may sign up
 * @param template of the tenants that they make
 * @param roles of the realm's client {@code realm-management} that the first user of such a tenant gets
 * @param emailDomains of the addresses that may sign up, in lower case; empty for all
 * @param termsAddress where the terms are that have to be accepted; null for none
 * @param verifyEmail whether a link in a mail has to be followed before anything is made
 * @param linkLifespan for how long such a link is good
 * @param findEnabled whether they may ask for the way to a tenant
 * @param findByEmail whether that may be by an e-mail address
 * @param queue how many sign-ups may wait for their tenant at one time on one server
 * @param formLimit how often one sender may send a form in that period
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
