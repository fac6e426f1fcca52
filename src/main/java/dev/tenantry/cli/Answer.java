package dev.tenantry.cli;

import java.net.http.HttpResponse;

/** What the server answered. */
record Answer(int status, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Json json() {
        return Json.read(body);
    }

    /** Without the body, which may be tokens. */
    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
