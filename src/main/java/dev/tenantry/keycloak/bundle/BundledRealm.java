package dev.tenantry.keycloak.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.bundle.InvalidBundleException;
import dev.tenantry.keycloak.realm.RealmService;
import dev.tenantry.keycloak.user.TenantStorageProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.keycloak.common.Profile;
import org.keycloak.common.Profile.Feature;
import org.keycloak.exportimport.ExportOptions;
import org.keycloak.exportimport.util.ExportUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.util.JsonSerialization;

/** A tenant's realm in a bundle: all that Keycloak exports, including secrets and keys, but no users. */
record BundledRealm(ObjectNode json) {

    /**
     * Exports everything except users. The last argument, {@code partial}, also leaves organizations out (ExportUtils,
     * 26.7). Otherwise ExportUtils would export each organization with a list of its members.
     */
    private static final ExportOptions WITHOUT_USERS = new ExportOptions(false, true, true, false, true);

    static BundledRealm export(KeycloakSession session, RealmModel realm) {
        RealmRepresentation exported = ExportUtils.exportRealm(session, realm, WITHOUT_USERS, true);
        exported.setNotBefore(RealmService.formerNotBefore(session, realm)); // the date from before a suspension
        if (Profile.isFeatureEnabled(Feature.ORGANIZATION)) {
            OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
            organizations.getAllStream()
                    .map(organization -> export(organizations, organization))
                    .forEach(exported::addOrganization);
        }
        return new BundledRealm(JsonSerialization.mapper.valueToTree(exported));
    }

    /**
     * Exports an organization without its members, because the bundle's rows contain the members. Uses the deprecated
     * method that ExportUtils uses too (26.7).
     */
    @SuppressWarnings("deprecation")
    private static OrganizationRepresentation export(OrganizationProvider organizations, OrganizationModel model) {
        OrganizationRepresentation organization = ModelToRepresentation.toRepresentation(model, false);
        organizations.getIdentityProviders(model).forEach(linked -> {
            IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
            provider.setAlias(linked.getAlias());
            organization.addIdentityProvider(provider);
        });
        organizations.getTopLevelGroups(model, null, null)
                .map(group -> ModelToRepresentation.toGroupHierarchy(group, true))
                .forEach(organization::addGroup);
        return organization;
    }

    /**
     * Reads the realm of a bundle.
     *
     * @throws InvalidBundleException if the JSON is not the realm of a tenant
     */
    static BundledRealm read(byte[] json) {
        try {
            if (JsonSerialization.mapper.readTree(json) instanceof ObjectNode realm) {
                BundledRealm read = new BundledRealm(realm);
                read.representation();
                read.componentId();
                return read;
            }
            throw InvalidBundleException.ofRealm("This is not a realm", null);
        } catch (IOException malformed) {
            throw InvalidBundleException.ofRealm("This is not a realm", malformed);
        }
    }

    /** Returns the realm as JSON on one line. */
    byte[] bytes() {
        try {
            return JsonSerialization.mapper.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return json.path("id").asText();
    }

    String name() {
        return json.path("realm").asText();
    }

    boolean isEnabled() {
        return json.path("enabled").asBoolean();
    }

    /** Returns the id of the component that makes the realm a tenant. */
    String componentId() {
        List<JsonNode> components = storageProviders();
        return components.stream()
                .filter(BundledRealm::isTenantComponent)
                .map(component -> component.path("id").asText())
                .findFirst()
                .orElseThrow(() -> InvalidBundleException.ofRealm("The realm has no tenant component", null));
    }

    private List<JsonNode> storageProviders() {
        return StreamSupport.stream(
                json.path("components").path(UserStorageProvider.class.getName()).spliterator(), false).toList();
    }

    private static boolean isTenantComponent(JsonNode component) {
        return TenantStorageProviderFactory.ID.equals(component.path("providerId").asText());
    }

    /**
     * Returns the realm with the given name and ids, but without the tenant's component: {@code RealmCreation} attaches
     * the component when Keycloak creates the realm.
     */
    RealmRepresentation toImport(String name, String displayName, boolean enabled, Map<String, String> newIds) {
        ObjectNode realm = new RealmIds(newIds).replaceIn(json);
        realm.remove(List.of("users", "federatedUsers"));
        if (realm.path("components") instanceof ObjectNode components) {
            components.putArray(UserStorageProvider.class.getName()).addAll(
                    storageProviders().stream().filter(component -> !isTenantComponent(component)).toList());
        }
        RealmNames.replace(realm, name(), name);
        realm.put("realm", name);
        realm.put("displayName", displayName);
        realm.put("enabled", enabled);
        return new BundledRealm(realm).representation();
    }

    private RealmRepresentation representation() {
        try {
            return JsonSerialization.mapper.convertValue(json, RealmRepresentation.class);
        } catch (IllegalArgumentException unknown) {
            throw InvalidBundleException.ofRealm("This server can't read the realm", unknown);
        }
    }

    /** Leaves keys and secrets out, because the returned text may be logged. */
    @Override
    public String toString() {
        return "BundledRealm[name=" + name() + "]";
    }
}
