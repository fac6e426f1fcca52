package dev.tenantry.web.signup;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.provider.Provider;

/**
 * Distinguishes people from programs. Operators can add captchas in provider JARs of their own. The sign-up form shows
 * all captchas, and each captcha must accept the form.
 */
public interface Captcha extends Provider {

    /** Returns HTML with fields and scripts. The form includes it unescaped. */
    String html();

    /** Returns the origins of scripts and frames in the HTML, such as {@code https://captcha.example}. */
    List<String> origins();

    /**
     * Checks a sent form.
     *
     * @param form all fields of the form, as they were sent
     * @param address the sender's IP address
     * @return true if the sender is a person
     */
    boolean accepts(MultivaluedMap<String, String> form, String address);
}
