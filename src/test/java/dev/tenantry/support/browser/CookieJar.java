package dev.tenantry.support.browser;

import dev.tenantry.support.http.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cookies of one browser and one server. Like a browser, and unlike {@link java.net.CookieManager}, it sends
 * cookies marked Secure to {@code http://localhost} too. For one thread.
 */
final class CookieJar {

    private record Cookie(String name, String value, String path) {

        boolean replaces(Cookie other) {
            return name.equals(other.name) && path.equals(other.path);
        }
    }

    private final List<Cookie> cookies = new ArrayList<>();

    /** Stores the cookies that an answer sets, and removes the cookies that the answer deletes. */
    void store(Answer answer) {
        answer.headers().allValues("Set-Cookie").forEach(this::store);
    }

    /** The value of the Cookie header for a request to this address; empty if there is nothing to send. */
    String headerFor(URI address) {
        return header(cookies.stream().filter(cookie -> address.getPath().startsWith(cookie.path())));
    }

    /** The value of a Cookie header with all cookies, whatever their paths. */
    String header() {
        return header(cookies.stream());
    }

    private static String header(Stream<Cookie> cookies) {
        return cookies.map(cookie -> cookie.name() + "=" + cookie.value()).collect(Collectors.joining("; "));
    }

    private void store(String setCookie) {
        String[] parts = setCookie.split(";");
        int equals = parts[0].indexOf('=');
        String path = "/";
        boolean expired = false;
        for (String part : parts) {
            String attribute = part.strip();
            if (attribute.toLowerCase(Locale.ROOT).startsWith("path=")) {
                path = attribute.substring("path=".length());
            }
            expired |= attribute.equalsIgnoreCase("Max-Age=0");
        }
        Cookie cookie = new Cookie(parts[0].substring(0, equals).strip(), parts[0].substring(equals + 1), path);
        cookies.removeIf(cookie::replaces);
        if (!expired) {
            cookies.add(cookie);
        }
    }
}
