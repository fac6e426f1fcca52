package dev.tenantry.web.signup;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The SPI with which other provider JARs add a {@link Captcha} to the sign-up form. */
public final class CaptchaSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "tenants-captcha";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return Captcha.class;
    }

    @Override
    public Class<? extends ProviderFactory<? extends Provider>> getProviderFactoryClass() {
        return CaptchaFactory.class;
    }
}
