package dev.tenantry.web.signup;

import dev.tenantry.keycloak.provisioning.ProvisionedTenant;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

/**
 * Signs a new tenant's first user in to the new realm without a login, as Keycloak's impersonation does
 * (UserResource.impersonate, 26.7). Keycloak shows the user's required actions as soon as the user opens an
 * application.
 */
final class SignIn {

    private static final String METHOD = "sign-up";

    private SignIn() {}

    /**
     * Signs the first user in if this request has provisioned the tenant. Otherwise an earlier request has provisioned
     * the tenant. A repeated request must not sign anyone in without the password, so the user is redirected to the
     * tenant's login page.
     */
    static Response to(PageRequest request, ProvisionedTenant tenant) {
        return tenant.isNew() ? toNewTenant(request, tenant) : atLogin(request, tenant);
    }

    /**
     * Redirects to the login page of an existing tenant. Does not sign the user in.
     *
     * @return a redirect to the tenant's account console, which redirects to the login page
     */
    private static Response atLogin(PageRequest request, ProvisionedTenant tenant) {
        URI account = Urls.accountBase(request.session().getContext().getUri().getBaseUri())
                .build(tenant.tenant().name().value());
        return PageHeaders.on(request.session(), Response.seeOther(account).build(), List.of());
    }

    /**
     * Signs the first user in.
     *
     * @return a redirect to the tenant's welcome page, with the new realm's cookies
     */
    private static Response toNewTenant(PageRequest request, ProvisionedTenant provisioned) {
        KeycloakSession session = request.session();
        KeycloakContext context = session.getContext();
        String language = request.locale().toLanguageTag();
        RealmModel realm = session.realms().getRealm(provisioned.tenant().realmId());
        context.setRealm(realm); // the cookies are set for this realm
        UserModel user = session.users().getUserById(realm, provisioned.userId());
        UserSessionModel userSession = new UserSessionManager(session).createUserSession(realm, user,
                user.getUsername(), context.getConnection().getRemoteHost(), METHOD, false, null, null);
        userSession.setNote(AuthenticationManager.AUTH_TIME, String.valueOf(Instant.now().getEpochSecond()));
        AuthenticationManager.createLoginCookie(
                session, realm, user, userSession, context.getUri(), context.getConnection());
        new EventBuilder(realm, session, context.getConnection())
                .event(EventType.LOGIN)
                .session(userSession)
                .user(user)
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.AUTH_METHOD, METHOD)
                .success();
        URI welcome = request.pages(realm.getName())
                .path("welcome")
                .queryParam(LocaleSelectorProvider.KC_LOCALE_PARAM, language)
                .build();
        return PageHeaders.on(session, Response.seeOther(welcome).build(), List.of());
    }
}
