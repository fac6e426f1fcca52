package dev.tenantry.keycloak.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ids in an exported realm, grouped by the kind of object. Contains only ids that remain unchanged when Keycloak
 * imports the realm.
 */
final class IdsByKind {

    /** Kinds of objects. Each kind has one table in Keycloak's database. Ids are unique within a table. */
    enum Kind {
        REALM("REALM", "ID", null, "realm"),
        ROLE("KEYCLOAK_ROLE", "ID", "REALM_ID", "role"),
        GROUP("KEYCLOAK_GROUP", "ID", "REALM_ID", "group"),
        CLIENT("CLIENT", "ID", "REALM_ID", "client"),
        CLIENT_SCOPE("CLIENT_SCOPE", "ID", "REALM_ID", "client scope"),
        PROTOCOL_MAPPER("PROTOCOL_MAPPER", "ID", null, "protocol mapper"),
        COMPONENT("COMPONENT", "ID", "REALM_ID", "component"),
        IDENTITY_PROVIDER("IDENTITY_PROVIDER", "INTERNAL_ID", "REALM_ID", "identity provider"),
        IDENTITY_PROVIDER_MAPPER("IDENTITY_PROVIDER_MAPPER", "ID", "REALM_ID", "identity provider mapper"),
        FLOW("AUTHENTICATION_FLOW", "ID", "REALM_ID", "authentication flow"),
        AUTHENTICATOR_CONFIG("AUTHENTICATOR_CONFIG", "ID", "REALM_ID", "authenticator config"),
        ORGANIZATION("ORG", "ID", "REALM_ID", "organization");

        final String table;
        final String column;
        /** The column with the realm's id; null if the table has no such column. */
        final String realmColumn;
        final String word;

        Kind(String table, String column, String realmColumn, String word) {
            this.table = table;
            this.column = column;
            this.realmColumn = realmColumn;
            this.word = word;
        }
    }

    private final Map<Kind, Set<String>> ids = new EnumMap<>(Kind.class);

    private IdsByKind() {}

    /**
     * Returns the ids in a realm's JSON.
     *
     * @param realm the realm's JSON, as Keycloak exports it
     */
    static Map<Kind, Set<String>> in(JsonNode realm) {
        IdsByKind found = new IdsByKind();
        found.add(Kind.REALM, realm.path("id"));
        found.add(Kind.ROLE, realm.path("defaultRole").path("id"));
        found.addAll(Kind.ROLE, realm.path("roles").path("realm"), "id");
        realm.path("roles").path("client").forEach(roles -> found.addAll(Kind.ROLE, roles, "id"));
        found.groups(realm.path("groups"));
        found.addAll(Kind.CLIENT, realm.path("clients"), "id");
        found.addAll(Kind.CLIENT_SCOPE, realm.path("clientScopes"), "id");
        realm.path("clients").forEach(found::mappers);
        realm.path("clientScopes").forEach(found::mappers);
        found.components(realm.path("components"));
        found.addAll(Kind.IDENTITY_PROVIDER, realm.path("identityProviders"), "internalId");
        found.addAll(Kind.IDENTITY_PROVIDER_MAPPER, realm.path("identityProviderMappers"), "id");
        found.addAll(Kind.FLOW, realm.path("authenticationFlows"), "id");
        found.addAll(Kind.AUTHENTICATOR_CONFIG, realm.path("authenticatorConfig"), "id");
        found.addAll(Kind.ORGANIZATION, realm.path("organizations"), "id");
        realm.path("organizations").forEach(organization -> found.groups(organization.path("groups")));
        return found.ids;
    }

    private void mappers(JsonNode ofClientOrScope) {
        addAll(Kind.PROTOCOL_MAPPER, ofClientOrScope.path("protocolMappers"), "id");
    }

    private void groups(JsonNode groups) {
        addAll(Kind.GROUP, groups, "id");
        groups.forEach(group -> groups(group.path("subGroups")));
    }

    /** Adds the ids of components and their subcomponents. The JSON groups components by the type of their provider. */
    private void components(JsonNode byProvider) {
        byProvider.forEach(components -> {
            addAll(Kind.COMPONENT, components, "id");
            components.forEach(component -> components(component.path("subComponents")));
        });
    }

    private void addAll(Kind kind, JsonNode things, String field) {
        things.forEach(thing -> add(kind, thing.path(field)));
    }

    private void add(Kind kind, JsonNode id) {
        if (id.isTextual()) {
            ids.computeIfAbsent(kind, first -> new TreeSet<>()).add(id.textValue());
        }
    }
}
