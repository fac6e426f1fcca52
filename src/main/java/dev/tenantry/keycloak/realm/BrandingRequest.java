package dev.tenantry.keycloak.realm;

import dev.tenantry.core.branding.AccentColor;
import dev.tenantry.core.branding.Branding;
import dev.tenantry.core.branding.Logo;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a request that sets the color and the logo of a tenant's pages. A null field removes the color or logo.
 *
 * @param accentColor a color, such as {@code #0a5c36}
 * @param logo an image as a {@code data:} URI
 */
public record BrandingRequest(String accentColor, String logo) {

    private static final Problem NO_COLOR =
            new Problem("branding.accentColor", "A color has six hexadecimal digits, such as #0a5c36");
    private static final Problem NO_LOGO = new Problem("branding.logo", "A logo is a data: URI in Base64 of a PNG, JPEG"
            + " or WebP image of at most " + Logo.MAX_BYTES / 1024 + " KiB");

    /** Returns the problems of all fields. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (accentColor != null && AccentColor.read(accentColor).isEmpty()) {
            problems.add(NO_COLOR);
        }
        if (logo != null && Logo.read(logo).isEmpty()) {
            problems.add(NO_LOGO);
        }
        return problems;
    }

    /** Returns the branding. Call only if {@link #problems} is empty. */
    public Branding branding() {
        return Branding.read(accentColor, logo);
    }
}
