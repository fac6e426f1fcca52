package dev.tenantry.it.isolation;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;

/**
 * Sends requests as a tenant's own admin, or to the account API as the tenant's own user. Both sign in again if their
 * session has ended.
 */
final class Own {

    private final FullTenant tenant;
    private String admin;
    private String user;

    Own(FullTenant tenant) {
        this.tenant = tenant;
        this.admin = admin();
        this.user = user();
    }

    Answer send(Endpoint endpoint, PathValues values) {
        Answer answer = sendOnce(endpoint, values);
        if (answer.status() == 401) {
            if (endpoint.isAccount()) {
                user = user();
            } else {
                admin = admin();
            }
            answer = sendOnce(endpoint, values);
        }
        return answer;
    }

    private Answer sendOnce(Endpoint endpoint, PathValues values) {
        Http http = Http.at(tenant.oidc().serverUrl()).bearer(endpoint.isAccount() ? user : admin);
        return http.request(
                endpoint.method(), endpoint.filled(values), endpoint.body().type, endpoint.body().content);
    }

    private String admin() {
        return Credentials.text(new Credentials(tenant).admin(), "access_token");
    }

    private String user() {
        return Credentials.text(new Credentials(tenant).grace("openid"), "access_token");
    }
}
