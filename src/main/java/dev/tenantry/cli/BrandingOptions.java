package dev.tenantry.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/**
 * The options that set the host and the branding of a tenant's pages. An empty value removes the host, the color or the
 * logo.
 */
final class BrandingOptions {

    @Option(names = "--host", paramLabel = "HOST", description = "The host of the tenant's pages, such as acme.example.com.")
    private String host;

    @Option(names = "--accent-color", paramLabel = "COLOR", description = "The accent color, such as #0a5c36.")
    private String accentColor;

    @Option(names = "--logo", paramLabel = "FILE", description = "The logo: a PNG, JPEG or WebP file of at most 32 KiB.")
    private String logo;

    /**
     * Adds the given options to a request. The API replaces the color and the logo together, so this method adds the
     * present color or logo if only the other option is given.
     *
     * @param tenant fetches the tenant from the server; called only if a color or a logo is given
     */
    void put(Map<String, Object> body, Supplier<Json> tenant) {
        body.put("host", host);
        if (accentColor == null && logo == null) {
            return;
        }
        String image = logo == null || logo.isEmpty() ? logo : LogoFile.dataUri(Path.of(logo));
        Map<String, String> branding = new HashMap<>();
        tenant.get().get("branding").fields().forEach((name, value) -> branding.put(name, value.toString()));
        if (accentColor != null) {
            branding.put("accentColor", accentColor);
        }
        if (image != null) {
            branding.put("logo", image);
        }
        branding.values().removeIf(String::isEmpty);
        body.put("branding", branding);
    }
}
