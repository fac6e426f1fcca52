package dev.tenantry.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of the pages that anybody may open. */
final class SignUpOptions {

    static final String SIGN_UP = "sign-up";
    static final String TEMPLATE = "sign-up-template";
    static final String ROLES = "sign-up-roles";
    static final String EMAIL_DOMAINS = "sign-up-email-domains";
    static final String TERMS = "sign-up-terms";
    static final String VERIFY_EMAIL = "sign-up-verify-email";
    static final String LINK_LIFESPAN = "sign-up-link-lifespan";
    static final String QUEUE = "sign-up-queue";
    static final String FIND_TENANT = "find-tenant";
    static final String FIND_BY_EMAIL = "find-tenant-by-email";
    static final String FORM_LIMIT = "form-limit";
    static final String FORM_LIMIT_PERIOD = "form-limit-period";

    /**
     * What a tenant needs to run its people. None of these makes Keycloak send requests to an address that the user
     * types, as realm settings (LDAP, SMTP), identity providers and clients do.
     */
    private static final String DEFAULT_ROLES = String.join(",",
            AdminRoles.MANAGE_USERS, AdminRoles.VIEW_USERS, AdminRoles.QUERY_USERS, AdminRoles.QUERY_GROUPS,
            AdminRoles.VIEW_EVENTS);
    private static final String DEFAULT_LINK_LIFESPAN = "86400";
    private static final String DEFAULT_QUEUE = "20";
    private static final String DEFAULT_FORM_LIMIT = "20";
    private static final String DEFAULT_FORM_LIMIT_PERIOD = "3600";
    private static final int WEEK = 604_800;

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s\"'<>]+");

    private static final Set<String> OF_REALM_MANAGEMENT = Stream.concat(
                    Arrays.stream(AdminRoles.ALL_REALM_ROLES), Stream.of(AdminRoles.REALM_ADMIN, AdminRoles.IMPERSONATION))
            .collect(Collectors.toUnmodifiableSet());

    private SignUpOptions() {}

    static SignUpSettings read(TenantOptions options, List<String> templates) {
        boolean verifyEmail = options.flag(VERIFY_EMAIL, "false");
        return new SignUpSettings(
                options.flag(SIGN_UP, "false"),
                template(options, templates),
                roles(options),
                domains(options, verifyEmail),
                terms(options),
                verifyEmail,
                Duration.ofSeconds(options.number(LINK_LIFESPAN, DEFAULT_LINK_LIFESPAN, 60, WEEK)),
                options.flag(FIND_TENANT, "false"),
                options.flag(FIND_BY_EMAIL, "false"),
                options.number(QUEUE, DEFAULT_QUEUE, 0, 1_000),
                options.number(FORM_LIMIT, DEFAULT_FORM_LIMIT, 1, 100_000),
                Duration.ofSeconds(options.number(FORM_LIMIT_PERIOD, DEFAULT_FORM_LIMIT_PERIOD, 1, WEEK)));
    }

    private static String template(TenantOptions options, List<String> templates) {
        String template = options.text(TEMPLATE, templates.get(0));
        if (!templates.contains(template)) {
            throw new SettingsException(TEMPLATE, "must be one of " + TenantOptions.TEMPLATES);
        }
        return template;
    }

    private static Set<String> roles(TenantOptions options) {
        Set<String> roles = Set.copyOf(options.list(ROLES, DEFAULT_ROLES));
        if (!OF_REALM_MANAGEMENT.containsAll(roles)) {
            throw new SettingsException(ROLES, "must be roles of Keycloak's client "
                    + Constants.REALM_MANAGEMENT_CLIENT_ID + ", such as manage-users, with commas between them");
        }
        return roles;
    }

    private static Set<String> domains(TenantOptions options, boolean verifyEmail) {
        Set<String> domains = options.list(EMAIL_DOMAINS, "").stream()
                .map(SignUpOptions::domain)
                .collect(Collectors.toUnmodifiableSet());
        if (!domains.isEmpty() && !verifyEmail) {
            throw new SettingsException(EMAIL_DOMAINS, "needs " + SettingsException.named(VERIFY_EMAIL)
                    + "=true: without a mail anybody can type an address of these domains");
        }
        return domains;
    }

    /**
     * @param hostnameOrNull Keycloak's option {@code hostname}
     * @throws SettingsException if links that are mailed would begin with the Host header of a stranger's request
     */
    static void requireHostname(SignUpSettings settings, String hostnameOrNull) {
        boolean isNeeded = settings.enabled() || settings.findEnabled() && settings.findByEmail();
        if (isNeeded && hostnameOrNull == null) {
            throw new SettingsException(settings.enabled() ? SIGN_UP : FIND_BY_EMAIL,
                    "needs Keycloak's option --hostname. With --hostname-strict=false and no --hostname, links that are"
                            + " mailed lead to the host that the sender of a form names");
        }
    }

    private static String domain(String given) {
        String domain = given.toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new SettingsException(EMAIL_DOMAINS, "must be domains such as example.com, with commas between them");
        }
        return domain;
    }

    private static String terms(TenantOptions options) {
        String address = options.text(TERMS, "");
        if (!address.isEmpty() && !WEB_ADDRESS.matcher(address).matches()) {
            throw new SettingsException(TERMS, "must be an address that begins with https:// or http://");
        }
        return address.isEmpty() ? null : address;
    }

    static void describe(ProviderConfigurationBuilder builder) {
        TenantOptions.describe(builder, SIGN_UP, "false",
                "true or false: whether anybody may sign up for a tenant at /realms/master/tenants/sign-up.");
        TenantOptions.describe(builder, TEMPLATE, null, "Template of tenants that sign up; by default the first one.");
        TenantOptions.describe(builder, ROLES, DEFAULT_ROLES,
                "Roles of realm-management that the first user of such a tenant gets.");
        TenantOptions.describe(builder, EMAIL_DOMAINS, null,
                "Domains whose e-mail addresses may sign up; all by default. Needs " + VERIFY_EMAIL + ".");
        TenantOptions.describe(builder, TERMS, null, "Address of terms that have to be accepted.");
        TenantOptions.describe(builder, VERIFY_EMAIL, "false",
                "true or false: whether a link in a mail has to be followed before a tenant is made.");
        TenantOptions.describe(builder, LINK_LIFESPAN, DEFAULT_LINK_LIFESPAN, "Seconds for which such a link is good.");
        TenantOptions.describe(builder, QUEUE, DEFAULT_QUEUE,
                "How many sign-ups may wait for their tenant at one time on one server; more are refused for a while.");
        TenantOptions.describe(builder, FIND_TENANT, "false",
                "true or false: whether anybody may ask for a tenant's login page at /realms/master/tenants/find.");
        TenantOptions.describe(builder, FIND_BY_EMAIL, "false",
                "true or false: whether that may be by an e-mail address, which all tenants are asked for.");
        TenantOptions.describe(builder, FORM_LIMIT, DEFAULT_FORM_LIMIT,
                "How often one address may send one of these forms in that period.");
        TenantOptions.describe(builder, FORM_LIMIT_PERIOD, DEFAULT_FORM_LIMIT_PERIOD, "Seconds of that period.");
    }
}
