package dev.tenantry.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of the pages that anybody may open. */
final class SignUpOptions {

    static final String SIGN_UP = "sign-up";
    static final String TEMPLATE = "sign-up-template";
    static final String EMAIL_DOMAINS = "sign-up-email-domains";
    static final String TERMS = "sign-up-terms";
    static final String VERIFY_EMAIL = "sign-up-verify-email";
    static final String LINK_LIFESPAN = "sign-up-link-lifespan";
    static final String FIND_TENANT = "find-tenant";
    static final String FIND_BY_EMAIL = "find-tenant-by-email";
    static final String FORM_LIMIT = "form-limit";
    static final String FORM_LIMIT_PERIOD = "form-limit-period";

    private static final String DEFAULT_LINK_LIFESPAN = "86400";
    private static final String DEFAULT_FORM_LIMIT = "20";
    private static final String DEFAULT_FORM_LIMIT_PERIOD = "3600";
    private static final int WEEK = 604_800;

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s\"'<>]+");

    private SignUpOptions() {}

    static SignUpSettings read(TenantOptions options, List<String> templates) {
        return new SignUpSettings(
                options.flag(SIGN_UP, "false"),
                template(options, templates),
                options.list(EMAIL_DOMAINS, "").stream()
                        .map(SignUpOptions::domain)
                        .collect(Collectors.toUnmodifiableSet()),
                terms(options),
                options.flag(VERIFY_EMAIL, "false"),
                Duration.ofSeconds(options.number(LINK_LIFESPAN, DEFAULT_LINK_LIFESPAN, 60, WEEK)),
                options.flag(FIND_TENANT, "false"),
                options.flag(FIND_BY_EMAIL, "false"),
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
        TenantOptions.describe(builder, EMAIL_DOMAINS, null,
                "Domains whose e-mail addresses may sign up; all by default.");
        TenantOptions.describe(builder, TERMS, null, "Address of terms that have to be accepted.");
        TenantOptions.describe(builder, VERIFY_EMAIL, "false",
                "true or false: whether a link in a mail has to be followed before a tenant is made.");
        TenantOptions.describe(builder, LINK_LIFESPAN, DEFAULT_LINK_LIFESPAN, "Seconds for which such a link is good.");
        TenantOptions.describe(builder, FIND_TENANT, "false",
                "true or false: whether anybody may ask for a tenant's login page at /realms/master/tenants/find.");
        TenantOptions.describe(builder, FIND_BY_EMAIL, "false",
                "true or false: whether that may be by an e-mail address, which all tenants are asked for.");
        TenantOptions.describe(builder, FORM_LIMIT, DEFAULT_FORM_LIMIT,
                "How often one address may send one of these forms in that period.");
        TenantOptions.describe(builder, FORM_LIMIT_PERIOD, DEFAULT_FORM_LIMIT_PERIOD, "Seconds of that period.");
    }
}
