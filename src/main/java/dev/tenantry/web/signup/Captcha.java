package dev.tenantry.web.signup;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.provider.Provider;

/**
 * A test in the sign-up form that distinguishes people from programs. Operators can add captchas in provider JARs of
 * their own. The form shows all captchas. A sign-up succeeds only if all captchas accept the form.
 */
public interface Captcha extends Provider {

    /** Returns the captcha's HTML with its fields and scripts. The form includes this HTML without escaping. */
    String html();

    /** Returns the origins from which the HTML loads scripts and frames, such as {@code https://captcha.example}. */
    List<String> origins();

    /**
     * Checks a sent form.
     *
     * @param form all fields of the form, as they were sent
     * @param address the sender's IP address
     * @return true if the sender seems to be a person
     */
    boolean accepts(MultivaluedMap<String, String> form, String address);
}
