package dev.tenantry.web.signup;

import org.keycloak.provider.ProviderFactory;

/**
 * Creates a {@link Captcha} for each session. The names of a captcha's options begin with
 * {@code --spi-tenants-captcha--ID--}, where ID is the factory's id.
 */
public interface CaptchaFactory extends ProviderFactory<Captcha> {}
