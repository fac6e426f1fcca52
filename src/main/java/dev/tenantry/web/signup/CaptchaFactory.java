package dev.tenantry.web.signup;

import org.keycloak.provider.ProviderFactory;

/** Creates a {@link Captcha} for each session. Options of a captcha begin with {@code --spi-tenants-captcha--ID--}. */
public interface CaptchaFactory extends ProviderFactory<Captcha> {}
