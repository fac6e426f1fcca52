package dev.tenantry.it.isolation;

import dev.tenantry.support.http.Http;
import java.util.function.UnaryOperator;

/** A credential, such as a token or cookies, that can be added to a request. */
record Credential(String name, UnaryOperator<Http> with) {

    static final Credential NONE = new Credential("none", http -> http);

    static Credential bearer(String name, String token) {
        return new Credential(name, http -> http.bearer(token));
    }

    static Credential cookies(String name, String header) {
        return new Credential(name, http -> http.header("Cookie", header));
    }
}
