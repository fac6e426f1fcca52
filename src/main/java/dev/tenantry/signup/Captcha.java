package dev.tenantry.signup;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.provider.Provider;

/**
 * Tells people from programs, where an operator's own provider JAR has one: whatever providers of this SPI a server
 * has, each is shown on the sign-up form and has to agree.
 */
public interface Captcha extends Provider {

    /** HTML inside the form, taken as it is: what it needs of fields and scripts. */
    String html();

    /** Origins, such as {@code https://captcha.example}, from which that HTML has scripts and frames. */
    List<String> origins();

    /**
     * @param form all fields as they were sent
     * @param address of the sender
     * @return whether it was a person
     */
    boolean accepts(MultivaluedMap<String, String> form, String address);
}
