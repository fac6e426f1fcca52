package dev.tenantry.testkit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Simulates a browser: stores the cookies of one or more tenants, and sends them with each request. Not thread-safe.
 */
final class Browser {

    private static final Pattern FORM = Pattern.compile("action=\"([^\"]*/login-actions/authenticate[^\"]*)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /**
     * Signs the user in with the login form. Returns the authorization code that the tenant's client can exchange for
     * tokens.
     */
    String signIn(TestTenant tenant, TestUser user) {
        Answer page = visit(tenant, Map.of());
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("No login form of " + tenant.name() + ": " + page);
        }
        Answer answer = receive(Http.to(form.group(1).replace("&amp;", "&")).cookies(header())
                .post(Map.of("username", user.username(), "password", user.password())));
        Matcher code = CODE.matcher(answer.location());
        if (!code.find()) {
            throw new IllegalStateException("The login form of " + tenant.name() + " led to no login: " + answer);
        }
        return code.group(1);
    }

    /** Returns an accepted outcome if this browser is signed in to the tenant, and otherwise a refused outcome. */
    Outcome isSignedIn(TestTenant tenant) {
        Answer answer = visit(tenant, Map.of("prompt", "none"));
        return new Outcome(CODE.matcher(answer.location()).find(), answer.status());
    }

    /** Requests a login at the tenant, and sends the cookies of all tenants with the request. */
    private Answer visit(TestTenant tenant, Map<String, String> more) {
        Map<String, String> request = new HashMap<>(more);
        request.put("response_type", "code");
        request.put("scope", "openid");
        request.put("client_id", tenant.clientId());
        request.put("redirect_uri", TestTenant.REDIRECT_URI);
        String address = tenant.realmUrl() + "/protocol/openid-connect/auth?" + Http.query(request);
        return receive(Http.to(address).cookies(header()).get());
    }

    private Answer receive(Answer answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    private String header() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
