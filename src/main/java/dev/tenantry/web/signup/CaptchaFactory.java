package dev.tenantry.web.signup;

import org.keycloak.provider.ProviderFactory;

/** Makes a {@link Captcha} for each session; its options are {@code --spi-tenants-captcha--ID--…}. */
public interface CaptchaFactory extends ProviderFactory<Captcha> {}
