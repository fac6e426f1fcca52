package dev.tenantry.keycloak.login;

import dev.tenantry.keycloak.user.TenantUsers;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialEmail;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Replaces Keycloak's own login step, which has the same id. By default Keycloak's step signs users in after a click on
 * the mailed link, except users of a storage provider (ResetCredentialEmail.forceLogin, 26.7). This step treats a
 * tenant's users like the users of a standard realm.
 */
public final class TenantResetCredentialEmail extends ResetCredentialEmail {

    private static final String LOGIN_IS_FORCED = AuthenticationManager.END_AFTER_REQUIRED_ACTIONS;

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        String before = login.getAuthNote(LOGIN_IS_FORCED);
        super.authenticate(context);
        if (before == null && isForcedForFederatedUsersOnly(context.getAuthenticatorConfig()) && isTenants(context)) {
            login.removeAuthNote(LOGIN_IS_FORCED);
        }
    }

    private static boolean isForcedForFederatedUsersOnly(AuthenticatorConfigModel config) {
        String forced = config == null ? null : config.getConfig().get(FORCE_LOGIN);
        return forced == null || FEDERATED_OPTION.equalsIgnoreCase(forced);
    }

    private static boolean isTenants(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        return user != null
                && !user.isFederated()
                && TenantUsers.of(context.getSession(), context.getRealm())
                        .filter(users -> users.own(user))
                        .isPresent();
    }
}
