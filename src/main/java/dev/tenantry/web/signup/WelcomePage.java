package dev.tenantry.web.signup;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * The last page of a sign-up. It is a page of the new tenant's realm, and is shown only to users who are signed in to
 * that realm.
 */
public class WelcomePage {

    private final KeycloakSession session;

    public WelcomePage(KeycloakSession session) {
        this.session = session;
    }

    /** Shows the page. A visitor who is not signed in is redirected to the account console, which starts a login. */
    @GET
    public Response show() {
        PageRequest request = PageRequest.in(session);
        RealmModel realm = session.getContext().getRealm();
        if (!request.settings().enabled()) {
            throw new NotFoundException();
        }
        Tenant tenant = ExceptionTranslation.call(() -> request.tenants().registry().find(realm.getId()))
                .orElseThrow(NotFoundException::new);
        var base = session.getContext().getUri().getBaseUri();
        var account = Urls.accountBase(base).build(realm.getName());
        AuthResult signedIn = AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        if (signedIn == null) {
            return Response.seeOther(account).build();
        }
        return new Page(request, "tenants-welcome.ftl", "tenantsWelcomeTitle")
                .at(request.page("welcome"))
                .with("organization", tenant.displayName())
                .with("username", signedIn.user().getUsername())
                .with("accountAddress", account.toString())
                .with("consoleAddress", Urls.adminConsoleRoot(base, realm.getName()).toString())
                .with("tenantAddress", Urls.realmBase(base).path("{realm}").build(realm.getName()).toString())
                .response();
    }
}
