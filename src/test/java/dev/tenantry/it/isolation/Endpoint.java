package dev.tenantry.it.isolation;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One operation of the server's HTTP API, as a class of the server declares the operation.
 *
 * @param path the path below the server's address, with parameters in braces and without regular expressions
 * @param resource the simple name of the class
 */
record Endpoint(String method, String path, Body body, String resource) implements Comparable<Endpoint> {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** The kind of body that the operation reads, with the smallest content of this kind. */
    enum Body {
        NONE(null, null),
        OBJECT("application/json", "{}"),
        ARRAY("application/json", "[]"),
        TEXT("text/plain", "nothing"),
        FORM("application/x-www-form-urlencoded", "nothing=nothing"),
        MULTIPART("multipart/form-data; boundary=end", "--end--"),
        ZIP("application/zip", ""),
        LINES("application/x-ndjson", "{}"),
        SCIM("application/scim+json", "{\"userName\": \"grace\"}"),
        XML("application/xml", "<nothing/>");

        final String type;
        final String content;

        Body(String type, String content) {
            this.type = type;
            this.content = content;
        }
    }

    boolean isAdmin() {
        return path.startsWith("/admin/");
    }

    boolean isAccount() {
        return path.startsWith("/realms/{realm}/account");
    }

    boolean isScim() {
        return path.startsWith("/realms/{realm}/scim/");
    }

    boolean isOfARealm() {
        return path.contains("{realm}");
    }

    /** True if the endpoint is one of Tenantry's admin API, which is available in the platform's realm only. */
    boolean isOfThePlatform() {
        return path.startsWith("/admin/realms/{realm}/tenants");
    }

    boolean onlyReads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The parameters, each as the path up to and including the parameter: names such as {@code id} are ambiguous. */
    List<String> parameters() {
        return PARAMETER.matcher(path).results().map(found -> path.substring(0, found.end())).toList();
    }

    /** The path with values in place of the parameters. */
    String filled(PathValues values) {
        return PARAMETER.matcher(path).replaceAll((MatchResult found) -> values.of(path.substring(0, found.end())));
    }

    @Override
    public int compareTo(Endpoint other) {
        int paths = path.compareTo(other.path);
        int methods = paths != 0 ? paths : method.compareTo(other.method);
        return methods != 0 ? methods : body.compareTo(other.body);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
