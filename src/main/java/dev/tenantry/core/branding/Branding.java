package dev.tenantry.core.branding;

import java.util.Optional;

/** A tenant's logo and color in pages and mails. Immutable. */
public record Branding(Optional<AccentColor> accentColor, Optional<Logo> logo) {

    /** Reads a color and a logo. Each may be null; invalid values are ignored. */
    public static Branding read(String accentColor, String logo) {
        return new Branding(AccentColor.read(accentColor), Logo.read(logo));
    }

    public boolean isNone() {
        return accentColor.isEmpty() && logo.isEmpty();
    }
}
