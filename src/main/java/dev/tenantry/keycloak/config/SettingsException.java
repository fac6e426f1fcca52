package dev.tenantry.keycloak.config;

import dev.tenantry.keycloak.session.TenantsSpi;
import dev.tenantry.keycloak.startup.DefaultTenantsProviderFactory;

/** An option is missing or wrong. The message names the option as on the command line, never its value. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingsException(String option, String problem) {
        this(option, problem, null);
    }

    public SettingsException(String option, String problem, Throwable cause) {
        super("Option " + named(option) + " " + problem, cause);
    }

    /** Returns the option as on the command line. */
    static String named(String option) {
        return "--spi-" + TenantsSpi.NAME + "--" + DefaultTenantsProviderFactory.ID + "--" + option;
    }
}
