/**
 * The options of the extension (names, defaults, help texts), and the settings read from those options.
 *
 * <p>The lowest package that knows Keycloak. An invalid option stops the start with a {@link
 * dev.tenantry.keycloak.config.SettingsException}, which names the option and never its value. Depends on {@code core}
 * only. The names of the SPI and of its provider are here, since they are part of each option's full name.
 */
package dev.tenantry.keycloak.config;
