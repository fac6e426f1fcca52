package dev.tenantry.core.bundle;

import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.support.actors.BundleEntries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes, restores and changes bundles of two tenants. The realm in a bundle has only a name. */
record Bundles(TwoTenants tenants) {

    static final String REALM = "{\"realm\":\"acme\"}";

    /** A bundle of the tenant, with its events. */
    byte[] of(Tenant tenant) {
        return of(tenant, true);
    }

    byte[] of(Tenant tenant, boolean events) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Manifest.Origin origin = new Manifest.Origin(tenant.name().value(), tenant.displayName(),
                tenant.state().name(), tenant.realmId(), "component", tenant.idPrefix().value(), Map.of(), "26.7.3",
                null);
        tenants.transactions().snapshot(tenant, handle -> {
            BundleWriter.write(origin, REALM.getBytes(StandardCharsets.UTF_8), handle, events, bundle);
            return null;
        });
        return bundle.toByteArray();
    }

    static BundleFile received(byte[] bundle) {
        return BundleFile.receive(new ByteArrayInputStream(bundle));
    }

    /** Provisions a tenant of this name from the bundle. */
    Tenant restore(byte[] bundle, String name, NewIds ids) {
        try (BundleFile file = received(bundle)) {
            Provisioning provisioning = tenants.lifecycle().provision(TwoTenants.newTenant(name),
                    file.manifest().schemaVersion(), (provisioned, handle) -> BundleRows.load(handle, file, ids, name));
            provisioning.prepare();
            provisioning.afterCommit();
        }
        return tenants.registry().findByName(name).orElseThrow();
    }

    /** The bundle with one entry changed and the manifest unchanged. */
    static byte[] changed(byte[] bundle, String entry, UnaryOperator<String> change) {
        Map<String, String> entries = BundleEntries.of(bundle);
        entries.computeIfPresent(entry, (name, text) -> change.apply(text));
        return BundleEntries.zip(entries);
    }

    /** The bundle with one entry changed and a manifest that matches the change. */
    static byte[] forged(byte[] bundle, String entry, UnaryOperator<String> change) {
        Map<String, String> entries = BundleEntries.of(changed(bundle, entry, change));
        Manifest manifest = Manifest.read(entries.get(Manifest.NAME).getBytes(StandardCharsets.UTF_8));
        entries.put(Manifest.NAME, json(new Manifest(manifest.format(), manifest.origin(), manifest.schemaVersion(),
                manifest.createdAt(), manifest.entries().stream()
                        .map(listed -> digested(listed.name(), entries.get(listed.name())))
                        .toList())));
        return BundleEntries.zip(entries);
    }

    private static Manifest.Entry digested(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        EntryDigest digest = new EntryDigest();
        digest.update(bytes, bytes.length);
        return digest.of(name);
    }

    private static String json(Manifest manifest) {
        return new String(manifest.json(), StandardCharsets.UTF_8);
    }
}
