package dev.tenantry.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.tenant.IdPrefix;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a bundle says of itself, in its last entry. The digests tell that nothing was lost or changed by mistake; they
 * are no seal, since whoever changes an entry can write another manifest.
 *
 * @param format the version of all this
 * @param origin where it comes from
 * @param schemaVersion the newest migration of the schema that the rows were in
 * @param createdAt ISO 8601, in UTC
 * @param entries all but this one, in the order in which they were written
 */
public record Manifest(int format, Origin origin, int schemaVersion, String createdAt, List<Entry> entries) {

    /** The only format there is so far. */
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";
    static final String REALM = "realm.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * The tenant that a bundle was made of.
     *
     * @param state as {@link dev.tenantry.tenant.TenantState} names it
     * @param componentId of the component that binds the realm to its schema; a part of its users' ids
     * @param idPrefix how the ids of its users begin (see {@link IdPrefix})
     * @param organizationGroups by an organization's id, that of the group which Keycloak keeps its members in, and
     *     does not export
     * @param host the host of its own that an operator gave the tenant; null without one
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
     * @param rows how many lines the entry has, each ended by a line feed
     * @param sha256 of the entry's bytes, hexadecimal
     */
    public record Entry(String name, long rows, String sha256) {}

    byte[] json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException aRecordIsAlwaysWritable) {
            throw new IllegalStateException(aRecordIsAlwaysWritable);
        }
    }

    /** @throws InvalidBundleException where this is no manifest that this server understands */
    static Manifest read(byte[] json) {
        Manifest manifest;
        try {
            int format = JSON.readTree(json).path("format").asInt();
            if (format != FORMAT) {
                throw new InvalidBundleException(NAME, "The format must be " + FORMAT);
            }
            manifest = JSON.readValue(json, Manifest.class);
        } catch (IOException malformed) {
            throw new InvalidBundleException(NAME, "This is no manifest of a tenant", malformed);
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

    /** @throws InvalidBundleException where the rows are of a version that this server does not know */
    void requireVersionUpTo(int newest) {
        if (schemaVersion < 1 || schemaVersion > newest) {
            throw new InvalidBundleException(NAME, "The bundle's schema is at version " + schemaVersion
                    + ", and this server knows versions up to " + newest);
        }
    }
}
