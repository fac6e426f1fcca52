/**
 * The options of the extension (names, defaults, help texts), and the settings read from those options.
 *
 * <p>An invalid option stops the start of the server with a {@link dev.tenantry.keycloak.config.SettingsException},
 * which names the option and never its value. This package also defines the names of the SPI and of its provider,
 * because each option's full name contains these names. The package depends on {@code core}.
 */
package dev.tenantry.keycloak.config;
