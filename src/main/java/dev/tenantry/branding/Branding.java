package dev.tenantry.branding;

import java.util.Optional;

/** What distinguishes one tenant's pages and mails from another's, beside the name. Immutable. */
public record Branding(Optional<AccentColor> accentColor, Optional<Logo> logo) {

    /** Of these two, what is harmless; the rest, as if it were not there. Either may be null. */
    public static Branding read(String accentColor, String logo) {
        return new Branding(AccentColor.read(accentColor), Logo.read(logo));
    }

    public boolean isNone() {
        return accentColor.isEmpty() && logo.isEmpty();
    }
}
