package dev.tenantry.cli;

import java.net.http.HttpResponse;

/** An answer of the server: the HTTP status and the body. */
record Answer(int status, String body) {

    private static final int BAD_GATEWAY = 502;

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * True if a proxy can't reach the server, or if the server can't reach its database. In both cases the client can
     * repeat the request.
     */
    boolean isUnavailable() {
        return status >= BAD_GATEWAY;
    }

    Json json() {
        return Json.read(body);
    }

    /** Omits the body, which may contain tokens. */
    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
