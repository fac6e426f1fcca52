package dev.tenantry.web.signup;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.provider.Provider;

/**
 * Tells people from programs. Operators add it in a provider JAR of their own. Each provider of this SPI is shown on
 * the sign-up form and must accept the form.
 */
public interface Captcha extends Provider {

    /** Returns HTML with fields and scripts. The form includes it unescaped. */
    String html();

    /** Returns the origins of that HTML's scripts and frames, such as {@code https://captcha.example}. */
    List<String> origins();

    /**
     * Checks a sent form.
     *
     * @param form all fields as they were sent
     * @param address of the sender
     * @return true if the sender is a person
     */
    boolean accepts(MultivaluedMap<String, String> form, String address);
}
