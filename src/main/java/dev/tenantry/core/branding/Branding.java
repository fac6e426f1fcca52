package dev.tenantry.core.branding;

import java.util.Optional;

/** The logo and the color that a tenant's pages and mails use. Immutable. */
public record Branding(Optional<AccentColor> accentColor, Optional<Logo> logo) {

    /** Reads a color and a logo. Either may be null. An invalid value is treated as null. */
    public static Branding read(String accentColor, String logo) {
        return new Branding(AccentColor.read(accentColor), Logo.read(logo));
    }

    public boolean isNone() {
        return accentColor.isEmpty() && logo.isEmpty();
    }
}
