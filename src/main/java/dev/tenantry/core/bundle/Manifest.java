package dev.tenantry.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.core.tenant.IdPrefix;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The manifest of a bundle: the last entry, which describes all other entries. The digests reveal lost or damaged
 * entries. The digests do not protect against attackers: an attacker who changes an entry can also change the manifest.
 *
 * @param format the version of the bundle's format
 * @param origin the exported tenant
 * @param schemaVersion the version of the exported schema: the number of its newest migration
 * @param createdAt the time of the export as ISO 8601, in UTC
 * @param entries all entries except the manifest, in the order of writing
 */
public record Manifest(int format, Origin origin, int schemaVersion, String createdAt, List<Entry> entries) {

    /** The only version of the format that exists so far. */
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";
    static final String REALM = "realm.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * The exported tenant, as it was at the time of the export.
     *
     * @param state a name of {@link dev.tenantry.core.tenant.TenantState}
     * @param componentId the id of the component that connects the realm with its schema. Keycloak builds the id of a
     *     user from the component's id and from the user's id in the schema. The exception is a plain id in the schema
     *     (see {@link NewIds}), which Keycloak uses unchanged
     * @param idPrefix the prefix of the tenant's user ids (see {@link IdPrefix})
     * @param organizationGroups a map from each organization's id to the id of the group that holds the organization's
     *     members; Keycloak does not export the ids of these groups
     * @param host the tenant's own host name; null if the tenant has no own host name
     */
    public record Origin(
            String name,
            String displayName,
            String state,
            String realmId,
            String componentId,
            String idPrefix,
            Map<String, String> organizationGroups,
            String keycloakVersion,
            String host) {}

    /**
     * An entry of the bundle.
     *
     * @param rows the number of lines in the entry; each line ends with a line feed
     * @param sha256 the SHA-256 of the entry's bytes, in hexadecimal digits
     */
    public record Entry(String name, long rows, String sha256) {}

    byte[] json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException aRecordIsAlwaysWritable) {
            throw new IllegalStateException(aRecordIsAlwaysWritable);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws InvalidBundleException if the manifest is malformed or incomplete, or if this server does not know the
     *     format
     */
    static Manifest read(byte[] json) {
        Manifest manifest;
        try {
            int format = JSON.readTree(json).path("format").asInt();
            if (format != FORMAT) {
                throw new InvalidBundleException(NAME, "The format must be " + FORMAT);
            }
            manifest = JSON.readValue(json, Manifest.class);
        } catch (IOException malformed) {
            throw new InvalidBundleException(NAME, "Not a manifest of a tenant", malformed);
        }
        manifest.requireComplete();
        return manifest;
    }

    private void requireComplete() {
        boolean complete = origin != null
                && origin.name != null
                && origin.displayName != null
                && origin.state != null
                && origin.realmId != null
                && origin.componentId != null
                && IdPrefix.isValid(origin.idPrefix)
                && origin.organizationGroups != null
                && entries != null
                && entries.stream().allMatch(entry -> entry != null && entry.name != null && entry.sha256 != null);
        if (!complete) {
            throw new InvalidBundleException(NAME, "The manifest is incomplete");
        }
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> {
            if (!names.add(entry.name)) {
                throw new InvalidBundleException(entry.name, "The manifest lists this entry twice");
            }
        });
        if (!names.contains(REALM)) {
            throw new InvalidBundleException(REALM, "The manifest does not list this entry");
        }
    }

    /**
     * Checks that this server can restore the rows.
     *
     * @param newest the newest schema version that this server knows
     * @throws InvalidBundleException if the rows have a newer schema version
     */
    void requireVersionUpTo(int newest) {
        if (schemaVersion < 1 || schemaVersion > newest) {
            throw new InvalidBundleException(NAME, "The bundle's schema is at version " + schemaVersion
                    + "; this server knows versions up to " + newest);
        }
    }
}
