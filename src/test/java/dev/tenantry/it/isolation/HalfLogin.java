package dev.tenantry.it.isolation;

import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;

import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.Map;

/** A login to one tenant that has reached the password form. The form can be sent to another tenant. */
record HalfLogin(FullTenant of, String action, String cookies) {

    static HalfLogin begin(FullTenant of) {
        LoginBrowser browser = new LoginBrowser(of.oidc());
        browser.authorize(APPLICATION, REDIRECT_URI);
        browser.submit(Map.of("username", "grace"));
        return new HalfLogin(of, browser.page().action().toString(), browser.cookies());
    }

    Answer submitIn(FullTenant tenant) {
        String address = action.replace(
                "/realms/" + of.tenant().name() + "/", "/realms/" + tenant.tenant().name() + "/");
        return Http.at(address).header("Accept", "text/html").header("Cookie", cookies)
                .postForm("", Map.of("password", FullTenant.PASSWORD));
    }
}
