package dev.tenantry.web.pages;

import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.web.console.ConsolePage;
import dev.tenantry.web.signup.FindPage;
import dev.tenantry.web.signup.MailQueue;
import dev.tenantry.web.signup.SignUpPage;
import dev.tenantry.web.signup.WelcomePage;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * The pages below {@code /realms/{realm}/tenants}. The sign-up page, the page that finds a login page, and the console
 * are available only if an option enables them. One instance per request.
 */
public class TenantPages implements RealmResourceProvider {

    private final KeycloakSession session;
    private final MailQueue mails;

    TenantPages(KeycloakSession session, MailQueue mails) {
        this.session = session;
        this.mails = mails;
    }

    @Override
    public Object getResource() {
        return this;
    }

    @Path("sign-up")
    public SignUpPage signUp() {
        return new SignUpPage(session);
    }

    @Path("welcome")
    public WelcomePage welcome() {
        return new WelcomePage(session);
    }

    @Path("find")
    public FindPage find() {
        return new FindPage(session, mails);
    }

    /** The tenants console. It exists only in realm master, since its users are operators in realm master. */
    @Path("console")
    public ConsolePage console() {
        if (!RealmManager.isAdministrationRealm(session.getContext().getRealm())
                || !session.getProvider(TenantsProvider.class).settings().console()) {
            throw new NotFoundException();
        }
        return new ConsolePage(session);
    }

    @Override
    public void close() {
    }
}
