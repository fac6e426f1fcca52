package dev.tenantry.it.isolation;

import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;

/**
 * Sends requests as a tenant's own admin, to the account API as the tenant's own user, and to the SCIM API as the tenant's own
 * SCIM client. Each of them gets a new token if the session has ended.
 */
final class Own {

    private final FullTenant tenant;
    private String admin;
    private String scim;
    private String user;

    Own(FullTenant tenant) {
        this.tenant = tenant;
        this.admin = admin();
        this.user = user();
        this.scim = scim();
    }

    Answer send(Endpoint endpoint, PathValues values) {
        Answer answer = sendOnce(endpoint, values);
        if (answer.status() == 401) {
            if (endpoint.isAccount()) {
                user = user();
            } else if (endpoint.isScim()) {
                scim = scim();
            } else {
                admin = admin();
            }
            answer = sendOnce(endpoint, values);
        }
        return answer;
    }

    private Answer sendOnce(Endpoint endpoint, PathValues values) {
        String token = endpoint.isAccount() ? user : endpoint.isScim() ? scim : admin;
        Http http = Http.at(tenant.oidc().serverUrl()).bearer(token);
        return http.request(
                endpoint.method(), endpoint.filled(values), endpoint.body().type, endpoint.body().content);
    }

    private String admin() {
        return Credentials.text(new Credentials(tenant).admin(), "access_token");
    }

    private String scim() {
        return ScimClient.token(tenant.tenant());
    }

    private String user() {
        return Credentials.text(new Credentials(tenant).grace("openid"), "access_token");
    }
}
