package dev.tenantry.core.tenant;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Names that no tenant may have. Each entry is a regular expression for the whole name; a plain name matches itself.
 */
public final class ReservedNames {

    /** Names that PostgreSQL, Keycloak, this extension and common sub-domains use. */
    private static final List<String> BUILT_IN = List.of(
            "master", "public", "information-schema", "pg([_-].*)?", "postgres",
            "admin", "administrator", "root", "system", "realms", "resources", "js", "robots",
            "tenant", "tenants", "tenantry", "keycloak", "default", "template",
            // path segments below /tenants in the admin API
            "count", "migrate", "migrations", "adopt", "adoptions", "attach", "bundle", "deletion-records", "console",
            "statistics",
            "findings", "former-names",
            "www", "api", "app", "auth", "login", "logout", "account", "sign-up", "signup", "sign-in", "signin", "sso",
            "mail", "smtp", "ftp", "ns[0-9]*", "localhost", "status", "support", "help", "static", "assets", "cdn");

    private final List<Pattern> patterns;

    private ReservedNames(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    public static ReservedNames builtIn() {
        return builtInAnd(List.of());
    }

    /** @throws PatternSyntaxException if an entry is not a valid regular expression */
    public static ReservedNames builtInAnd(List<String> more) {
        return new ReservedNames(Stream.concat(BUILT_IN.stream(), more.stream()).map(Pattern::compile).toList());
    }

    public boolean contains(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** @throws TenantException (invalid name) if the name is reserved */
    public void refuse(TenantName name) {
        if (contains(name.value())) {
            throw TenantException.invalidName("The name " + name + " is reserved");
        }
    }
}
