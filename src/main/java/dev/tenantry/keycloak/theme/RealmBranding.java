package dev.tenantry.keycloak.theme;

import dev.tenantry.core.branding.AccentColor;
import dev.tenantry.core.branding.Branding;
import dev.tenantry.core.branding.Logo;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.RealmModel;

/**
 * Reads and writes a realm's branding, which is stored in realm attributes. The realm's admins can write any text into
 * these attributes.
 */
public final class RealmBranding {

    private static final String ACCENT_COLOR = "tenantry.accentColor";
    private static final String LOGO = "tenantry.logo";

    private RealmBranding() {}

    /** Returns the realm's branding without invalid values. */
    public static Branding of(RealmModel realm) {
        return Branding.read(realm.getAttribute(ACCENT_COLOR), realm.getAttribute(LOGO));
    }

    /** Returns the realm attributes for a branding. If a value is null, the caller must remove the attribute. */
    public static Map<String, String> attributes(Branding branding) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ACCENT_COLOR, branding.accentColor().map(AccentColor::value).orElse(null));
        attributes.put(LOGO, branding.logo().map(Logo::dataUri).orElse(null));
        return attributes;
    }

    /**
     * Returns the content of the template variable {@code branding}: the entries {@code accent}, {@code accentText} and
     * {@code logo}. A value that is not set has no entry.
     */
    static Map<String, String> forTemplates(RealmModel realm) {
        Map<String, String> texts = new HashMap<>();
        Branding branding = of(realm);
        branding.accentColor().ifPresent(accent -> {
            texts.put("accent", accent.value());
            texts.put("accentText", accent.text().value());
        });
        branding.logo().ifPresent(logo -> texts.put("logo", logo.dataUri()));
        return texts;
    }
}
