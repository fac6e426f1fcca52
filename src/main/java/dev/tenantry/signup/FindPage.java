package dev.tenantry.signup;

import dev.tenantry.form.FieldProblem;
import dev.tenantry.server.Translated;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;

/** Leads to a tenant's login page whoever knows the tenant's address. One request, one thread. */
public class FindPage {

    static final String FORM = "find";
    static final String ADDRESS = "address";

    private static final String TITLE = "tenantsFindTitle";

    private final KeycloakSession session;
    private final Visit visit;
    private final FormGuard guard;

    public FindPage(KeycloakSession session) {
        this.session = session;
        this.visit = Visit.inMaster(session, Visit.settings(session).findEnabled());
        this.guard = new FormGuard(visit, FORM);
    }

    @GET
    public Response show() {
        return form("").response();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response find() {
        MultivaluedMap<String, String> fields = visit.fields();
        if (guard.isForeign()) {
            return Notices.foreign(visit, TITLE).at(visit.page(FORM)).response();
        }
        String typed = fields.getFirst(ADDRESS) == null ? "" : fields.getFirst(ADDRESS).trim();
        if (!guard.isOurs(fields)) {
            return refused(typed, FieldProblem.WHOLE_FORM, "tenantsFormExpired");
        }
        Optional<Duration> tooMany = guard.refused(1);
        if (tooMany.isPresent()) {
            return Notices.tooMany(visit, TITLE, tooMany.get()).at(visit.page(FORM)).response();
        }
        return login(typed)
                .map(address -> PageHeaders.on(session, Response.seeOther(address).build(), List.of()))
                .orElseGet(() -> refused(typed, ADDRESS, "tenantsNotFound"));
    }

    /** The account console, which asks whoever is not signed in to do so. Nothing of what was typed is in it. */
    private Optional<URI> login(String typed) {
        Optional<TenantName> name = name(typed);
        return name.flatMap(given -> Translated.call(() -> visit.tenants().registry().findByName(given.value())))
                .map(tenant -> session.realms().getRealm(tenant.realmId()))
                .filter(RealmModel::isEnabled)
                .map(realm -> Urls.accountBase(session.getContext().getUri().getBaseUri()).build(realm.getName()));
    }

    /** The name alone, or the whole address as a browser shows it. */
    private Optional<TenantName> name(String typed) {
        String name = typed.toLowerCase(Locale.ROOT).replaceFirst("^.*/realms/", "").replaceFirst("/.*$", "");
        try {
            return Optional.of(new TenantName(name));
        } catch (TenantException malformed) {
            return Optional.empty();
        }
    }

    private Response refused(String typed, String field, String message) {
        return form(typed)
                .problems(List.of(new FieldProblem(field, message)))
                .status(Response.Status.BAD_REQUEST)
                .response();
    }

    private Page form(String typed) {
        return new Page(visit, "tenants-find.ftl", TITLE)
                .at(visit.page(FORM))
                .guarded(guard)
                .with("typed", typed)
                .with("focus", ADDRESS)
                .with("realmsAddress", visit.realms());
    }
}
