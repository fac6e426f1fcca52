package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredConsent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;

/** Converts consents from Keycloak's model to {@link StoredConsent}, and back. */
final class Consents {

    private Consents() {}

    /** Returns Keycloak's model of a stored consent; empty if the consent's client no longer exists. */
    static Optional<UserConsentModel> model(RealmModel realm, StoredConsent stored) {
        ClientModel client = realm.getClientById(stored.clientId());
        if (client == null) {
            return Optional.empty();
        }
        UserConsentModel model = new UserConsentModel(client);
        model.setCreatedDate(stored.createdAt());
        model.setLastUpdatedDate(stored.updatedAt());
        stored.scopes().forEach(granted -> grant(realm, model, granted));
        return Optional.of(model);
    }

    private static void grant(RealmModel realm, UserConsentModel model, StoredConsent.Scope granted) {
        ClientScopeModel scope = realm.getClientScopeById(granted.scopeId());
        if (scope == null) {
            scope = realm.getClientById(granted.scopeId()); // a client can also be a scope
        }
        if (scope != null) {
            model.addGrantedClientScope(
                    scope, ClientScopeModel.isParameterizedScope(scope) ? granted.parameter() : null);
        }
    }

    static StoredConsent row(UserConsentModel model, long now) {
        List<StoredConsent.Scope> scopes = model.getGrantedClientScopes().stream()
                .flatMap(scope -> parameters(model, scope)
                        .map(parameter -> new StoredConsent.Scope(scope.getId(), parameter.orElse(null))))
                .distinct()
                .toList();
        return new StoredConsent(model.getClient().getId(), now, now, scopes);
    }

    private static Stream<Optional<String>> parameters(UserConsentModel model, ClientScopeModel scope) {
        return ClientScopeModel.isParameterizedScope(scope)
                ? model.getParameters(scope).stream().map(Optional::ofNullable)
                : Stream.of(Optional.empty());
    }
}
