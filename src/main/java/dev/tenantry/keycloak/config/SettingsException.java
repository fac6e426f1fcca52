package dev.tenantry.keycloak.config;


/**
 * Thrown if an option is missing or wrong. The message contains the option's full name, as it is written on the command
 * line, and never the option's value.
 */
public final class SettingsException extends RuntimeException {

    /** The id of Tenantry's SPI, which is a part of each option's full name. */
    public static final String SPI = "tenants";

    /** The id of the provider of Tenantry's SPI, which is also a part of each option's full name. */
    public static final String PROVIDER = "default";

    private static final long serialVersionUID = 1;

    public SettingsException(String option, String problem) {
        this(option, problem, null);
    }

    public SettingsException(String option, String problem, Throwable cause) {
        super("Option " + named(option) + " " + problem, cause);
    }

    /** Returns the option's full name, as it is written on the command line. */
    static String named(String option) {
        return "--spi-" + SPI + "--" + PROVIDER + "--" + option;
    }
}
