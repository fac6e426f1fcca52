package dev.tenantry.web.users;

import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.representations.idm.UserConsentRepresentation;

/** Reads a user's consents from a line of an import. */
final class NewConsents {

    private static final String FIELD = "clientConsents";

    private NewConsents() {}

    static List<StoredConsent> of(IdsByName ids, List<UserConsentRepresentation> given) {
        List<StoredConsent> all = new ArrayList<>();
        Set<String> clients = new HashSet<>();
        for (UserConsentRepresentation consent : Fields.list(FIELD, given)) {
            String field = Fields.at(FIELD, all.size());
            String client = ids.client(field + ".clientId", Fields.needed(field + ".clientId", consent.getClientId()));
            if (!clients.add(client)) {
                throw new InvalidRequestException(field + ".clientId", "occurs twice");
            }
            long createdAt = Objects.requireNonNullElseGet(consent.getCreatedDate(), Time::currentTimeMillis);
            all.add(new StoredConsent(
                    client,
                    createdAt,
                    Objects.requireNonNullElse(consent.getLastUpdatedDate(), createdAt),
                    scopes(ids, field + ".grantedClientScopes", consent.getGrantedClientScopes())));
        }
        return all;
    }

    private static List<StoredConsent.Scope> scopes(IdsByName ids, String field, List<String> names) {
        Set<StoredConsent.Scope> scopes = new LinkedHashSet<>();
        for (String name : Fields.list(field, names)) {
            int separator = name.indexOf(ClientScopeModel.VALUE_SEPARATOR);
            String beginning = separator < 0 ? "" : name.substring(0, separator);
            scopes.add(separator > 0 && ids.isParameterized(beginning)
                    ? new StoredConsent.Scope(ids.scope(field, beginning), name.substring(separator + 1))
                    : new StoredConsent.Scope(ids.scope(field, name), null));
        }
        return List.copyOf(scopes);
    }
}
