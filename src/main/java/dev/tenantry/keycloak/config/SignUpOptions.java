package dev.tenantry.keycloak.config;

import static java.time.temporal.ChronoUnit.SECONDS;

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

/** The options of the public pages: sign-up, and the search for a tenant's login page. */
public final class SignUpOptions {

    public static final OptionGroup GROUP = new OptionGroup();

    private static final int WEEK = 604_800;

    /**
     * The default roles of the first user of a tenant that signs up. With these roles the user can manage the tenant's
     * users. Roles for realm settings, identity providers or clients are not included: with such a role a user can
     * enter an address to which Keycloak then sends requests.
     */
    private static final String DEFAULT_ROLES = String.join(",",
            AdminRoles.MANAGE_USERS, AdminRoles.VIEW_USERS, AdminRoles.QUERY_USERS, AdminRoles.QUERY_GROUPS,
            AdminRoles.VIEW_EVENTS);

    static final Option<Boolean> SIGN_UP = GROUP.flag("sign-up", false,
            "true or false: whether anyone can sign up for a tenant at /realms/master/tenants/sign-up.");
    static final Option<String> TEMPLATE = GROUP.text("sign-up-template", null,
            "Template of tenants that sign up. Default: the first of templates.");
    static final Option<List<String>> ROLES = GROUP.list("sign-up-roles", DEFAULT_ROLES,
                    "Roles of the client realm-management for the first user of a tenant that signs up, separated by"
                            + " commas.")
            .such(SignUpOptions::areOfRealmManagement, "must be roles of Keycloak's client "
                    + Constants.REALM_MANAGEMENT_CLIENT_ID + ", such as manage-users, with commas between them");
    static final Option<List<String>> EMAIL_DOMAINS = GROUP.list("sign-up-email-domains", "",
                    "Domains of the e-mail addresses that can sign up, separated by commas. Default: all. Requires"
                            + " sign-up-verify-email.")
            .such(SignUpOptions::areDomains, "must be domains such as example.com, with commas between them");
    static final Option<String> TERMS = GROUP.text("sign-up-terms", "", "Address of terms that have to be accepted.")
            .such(SignUpOptions::isWebAddressOrEmpty, "must be an address that begins with https:// or http://");
    static final Option<Boolean> VERIFY_EMAIL = GROUP.flag("sign-up-verify-email", false,
            "true or false: whether a tenant is provisioned only after a link in a mail was followed.");
    static final Option<Duration> LINK_LIFESPAN = GROUP.duration("sign-up-link-lifespan", 86_400, SECONDS, 60, WEEK,
            "Seconds for which the link in a mail is valid.");
    static final Option<Integer> QUEUE = GROUP.number("sign-up-queue", 20, 0, 1_000,
            "Sign-ups that can wait for their provisioning at a time on one server. Further ones are refused.");
    static final Option<Boolean> FIND_TENANT = GROUP.flag("find-tenant", false,
            "true or false: whether anyone can ask for a tenant's login page at /realms/master/tenants/find.");
    static final Option<Boolean> FIND_BY_EMAIL = GROUP.flag("find-tenant-by-email", false,
            "true or false: whether the page of find-tenant also looks up a typed e-mail address in all tenants.");
    static final Option<Integer> FORM_LIMIT = GROUP.number("form-limit", 20, 1, 100_000,
            "How often one network address can send one kind of public form in form-limit-period.");
    static final Option<Duration> FORM_LIMIT_PERIOD =
            GROUP.duration("form-limit-period", 3_600, SECONDS, 1, WEEK,
                    "Seconds after which the count for form-limit begins again.");

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s\"'<>]+");

    private static final Set<String> OF_REALM_MANAGEMENT = Stream.concat(
                    Arrays.stream(AdminRoles.ALL_REALM_ROLES), Stream.of(AdminRoles.REALM_ADMIN, AdminRoles.IMPERSONATION))
            .collect(Collectors.toUnmodifiableSet());

    private SignUpOptions() {}

    static SignUpSettings read(OptionValues values, List<String> templates) {
        return new SignUpSettings(
                values.get(SIGN_UP),
                values.get(TEMPLATE.orElse(templates.get(0))
                        .such(templates::contains, "must be one of " + TenantOptions.TEMPLATES.name())),
                Set.copyOf(values.get(ROLES)),
                domains(values),
                values.find(TERMS).orElse(null),
                values.get(VERIFY_EMAIL),
                values.get(LINK_LIFESPAN),
                values.get(FIND_TENANT),
                values.get(FIND_BY_EMAIL),
                values.get(QUEUE),
                values.get(FORM_LIMIT),
                values.get(FORM_LIMIT_PERIOD));
    }

    private static Set<String> domains(OptionValues values) {
        List<String> domains = values.get(EMAIL_DOMAINS);
        if (!domains.isEmpty() && !values.get(VERIFY_EMAIL)) {
            throw EMAIL_DOMAINS.refused("needs " + SettingsException.named(VERIFY_EMAIL.name())
                    + "=true: without a mail, a visitor can type any address of these domains");
        }
        return domains.stream().map(SignUpOptions::lower).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param hostnameOrNull the value of Keycloak's option {@code hostname}; null if it is not set
     * @throws SettingsException if mails are enabled without a hostname: a mailed link would then begin with the Host
     *     header of the request, which any visitor can set
     */
    public static void requireHostname(SignUpSettings settings, String hostnameOrNull) {
        boolean isNeeded = settings.enabled() || settings.findEnabled() && settings.findByEmail();
        if (isNeeded && hostnameOrNull == null) {
            throw (settings.enabled() ? SIGN_UP : FIND_BY_EMAIL).refused(
                    "needs Keycloak's option --hostname. With --hostname-strict=false and no --hostname, links that are"
                            + " mailed lead to the host that the sender of a form names");
        }
    }

    private static boolean areOfRealmManagement(List<String> roles) {
        return OF_REALM_MANAGEMENT.containsAll(roles);
    }

    private static boolean areDomains(List<String> domains) {
        return domains.stream().allMatch(domain -> DOMAIN.matcher(lower(domain)).matches());
    }

    private static String lower(String domain) {
        return domain.toLowerCase(Locale.ROOT);
    }

    private static boolean isWebAddressOrEmpty(String address) {
        return address.isEmpty() || WEB_ADDRESS.matcher(address).matches();
    }
}
