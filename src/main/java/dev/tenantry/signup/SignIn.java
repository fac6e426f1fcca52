package dev.tenantry.signup;

import dev.tenantry.realm.ProvisionedTenant;
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
 * Signs a new tenant's first user in to the new realm, as Keycloak does it after a login, and as its impersonation does
 * it without one (UserResource.impersonate, 26.7). What the realm asks of a user beyond that, it asks at the first
 * application.
 */
final class SignIn {

    private static final String METHOD = "sign-up";

    private SignIn() {}

    /** @return the way to the tenant's login page, by way of the account console; nobody is signed in */
    static Response atLogin(PageRequest request, ProvisionedTenant tenant) {
        URI account = Urls.accountBase(request.session().getContext().getUri().getBaseUri())
                .build(tenant.tenant().name().value());
        return PageHeaders.on(request.session(), Response.seeOther(account).build(), List.of());
    }

    /** @return the way to the tenant's welcome, with the new realm's cookies */
    static Response toNewTenant(PageRequest request, ProvisionedTenant provisioned) {
        KeycloakSession session = request.session();
        KeycloakContext context = session.getContext();
        String language = request.locale().toLanguageTag();
        RealmModel realm = session.realms().getRealm(provisioned.tenant().realmId());
        context.setRealm(realm); // whose cookies these are
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
